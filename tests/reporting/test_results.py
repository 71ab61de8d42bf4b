import pytest

from actions.models import ResultAssessment
from reporting.results import Outcome, ResultStanding, read_results
from tests.factories import make_result, make_round


@pytest.fixture
def judge():
    """Judge a result in a round."""

    def judge(result, reporting_round, outcome, municipality=None):
        ResultAssessment.objects.create(
            result=result,
            municipality=municipality,
            round=reporting_round,
            outcome=outcome,
        )

    return judge


def test_the_last_judgement_until_the_round_counts(plan, action, judge):
    rounds = {number: make_round(plan, 2025, number) for number in (1, 2, 3)}
    result = make_result(action.objective)
    judge(result, rounds[1], Outcome.NOT)
    judge(result, rounds[3], Outcome.REACHED)

    (row,) = read_results(rounds[2], [])

    assert row.standings == (ResultStanding("", Outcome.NOT),)


def test_each_municipality_of_the_edition_has_its_own(
    plan, action, aalten, berkelland, reporting_round, judge
):
    result = make_result(action.objective, is_per_municipality=True)
    judge(result, reporting_round, Outcome.PARTLY, aalten)

    (all_of_them,) = read_results(reporting_round, [aalten, berkelland])
    (own,) = read_results(reporting_round, [berkelland])

    assert all_of_them.standings == (
        ResultStanding("Aalten", Outcome.PARTLY),
        ResultStanding("Berkelland", None),
    )
    assert own.standings == (ResultStanding("Berkelland", None),)
