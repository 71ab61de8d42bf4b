"""Whether the results of a plan were reached, as last judged by a round."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from actions.models import ReportingRound, Result, ResultAssessment
from municipalities.models import Municipality

Outcome = ResultAssessment.Outcome
Judged = Mapping[tuple[int, int | None], str]
"""The outcome by the keys of a result and a municipality (None: the region)."""


@dataclass(frozen=True, slots=True)
class ResultStanding:
    """How it was judged in a municipality, or for the region (no name).

    None: nobody judged yet.
    """

    place: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result of the plan, with a standing for each municipality or one for all."""

    code: str
    description: str
    standings: tuple[ResultStanding, ...]


def read_results(
    reporting_round: ReportingRound, places: Iterable[Municipality]
) -> tuple[ResultRow, ...]:
    """The results in the plan's order, as of these municipalities; two queries."""
    assessments = (
        ResultAssessment.objects.of_plan(reporting_round.plan)
        .until_round(reporting_round)
        .in_order_of_rounds()
    )
    judged = {
        (each.result_id, each.municipality_id): each.outcome for each in assessments
    }
    places = list(places)
    return tuple(
        ResultRow(
            result.code, result.description, tuple(_standings(result, places, judged))
        )
        for result in Result.objects.of_plan(reporting_round.plan).in_plan_order()
    )


def _standings(
    result: Result, places: Iterable[Municipality], judged: Judged
) -> Iterator[ResultStanding]:
    if not result.is_per_municipality:
        yield ResultStanding("", _outcome(judged.get((result.pk, None))))
        return
    for place in places:
        yield ResultStanding(place.name, _outcome(judged.get((result.pk, place.pk))))


def _outcome(found: str | None) -> Outcome | None:
    return Outcome(found) if found else None
