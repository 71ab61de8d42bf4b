"""Resultaten: which were reached and where, and who judges that."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from actions import services
from actions.models import ResultAssessment, Submission
from actions.results import (
    Outcome,
    OutcomeCounts,
    address_of,
    read_results,
)
from tests.factories import make_result, make_round, version_of

TODAY = date(2025, 9, 20)


@pytest.fixture
def current_round(plan):
    return make_round(plan)


@pytest.fixture
def local(action):
    """A result that each municipality reaches itself."""
    return make_result(action.objective, is_per_municipality=True, number=1)


@pytest.fixture
def regional(action):
    return make_result(action.objective, number=2)


def judge(result, place, reporting_round, outcome="reached", **fields):
    return services.assess_result(
        result,
        municipality=place,
        reporting_round=reporting_round,
        outcome=outcome,
        base_version=fields.pop("base_version", None),
        **fields,
    )


def outcomes(plan) -> list[list[str | None]]:
    rows = read_results(plan, today=TODAY).rows
    return [[cell.outcome for cell in row.cells] for row in rows]


def sent(client, address, **fields):
    return client.post(address, {"outcome": "reached", "note": ""} | fields)


def test_a_local_result_has_a_cell_for_each_municipality_and_a_regional_one_one(
    plan, local, regional, aalten, current_round
):
    judge(local, aalten, current_round, "partly")

    assert outcomes(plan) == [["partly", None], [None]]
    counts = read_results(plan, today=TODAY).counts
    assert [count.judgements for count in counts.counts] == [0, 1, 0, 2]


@given(st.lists(st.sampled_from([*Outcome, None])))
def test_counts_add_up_to_all_that_there_is_to_judge(judged):
    counts = OutcomeCounts.of(judged)

    assert counts.total == len(judged)
    assert [count.outcome for count in counts.counts] == [*Outcome, None]


def test_the_last_judgement_counts_and_says_of_which_round_it_is(
    plan, local, aalten, berkelland
):
    earlier = make_round(plan, 2025, 2)
    judge(local, aalten, earlier, "not")
    judge(local, berkelland, earlier, "not")
    newest = make_round(plan, 2025, 3)
    judge(local, aalten, newest, "reached")

    (row,) = read_results(plan, today=TODAY).rows

    assert [cell.outcome for cell in row.cells] == ["reached", "not"]
    assert [cell.earlier_round for cell in row.cells] == [None, earlier]


def test_an_officer_judges_in_the_own_municipality(
    client, officer, local, aalten, current_round
):
    client.force_login(officer)

    response = sent(client, address_of(local, aalten), outcome="partly", note="Bijna.")

    assert response.status_code == 302
    assessment = ResultAssessment.objects.get()
    assert (assessment.outcome, assessment.note) == ("partly", "Bijna.")
    assert assessment.history.get().history_user == officer


def test_a_judgement_of_this_round_is_changed_and_the_old_one_stays_in_its_history(
    client, coordinator, regional, current_round
):
    there = judge(regional, None, current_round, "not")
    client.force_login(coordinator)

    sent(client, address_of(regional, None), base_version=version_of(there))

    versions = there.history.order_by("history_id").values_list("outcome", flat=True)
    assert list(versions) == ["not", "reached"]


def test_who_judges_second_is_told_what_the_first_said(
    client, officer, local, aalten, current_round
):
    judge(local, aalten, current_round, "not", note="Er is niets.")
    client.force_login(officer)

    response = sent(client, address_of(local, aalten), note="Het is er.")

    page = response.content.decode()
    assert response.status_code == 409
    assert "Iemand anders was u voor" in page
    assert "Er is niets." in page
    assert "Het is er." in page
    assert ResultAssessment.objects.get().outcome == "not"


def test_the_same_form_sent_twice_judges_once(
    client, officer, local, aalten, current_round
):
    client.force_login(officer)

    answers = [sent(client, address_of(local, aalten)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert ResultAssessment.history.count() == 1


def test_without_a_choice_the_form_comes_back_with_what_was_typed(
    client, officer, local, aalten, current_round
):
    client.force_login(officer)

    response = sent(client, address_of(local, aalten), outcome="", note="Bijna.")

    assert response.status_code == 422
    assert "Kies of het resultaat is bereikt." in response.content.decode()
    assert "Bijna." in response.content.decode()


def test_when_the_round_closed_meanwhile_what_was_typed_stays(
    client, officer, local, aalten, current_round
):
    current_round.closed_on = localdate()
    current_round.save()
    client.force_login(officer)

    response = sent(client, address_of(local, aalten), note="Bijna.")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Er loopt geen rapportageronde meer." in page
    assert "Bijna." in page
    assert not ResultAssessment.objects.exists()


def test_a_bsn_in_a_note_is_refused(client, officer, local, aalten, current_round):
    client.force_login(officer)

    response = sent(client, address_of(local, aalten), note="Het gaat om 111222333.")

    assert response.status_code == 422
    assert not ResultAssessment.objects.exists()


def test_a_local_result_has_no_page_for_the_region_nor_the_other_way_round(
    client, coordinator, local, regional, aalten
):
    client.force_login(coordinator)

    assert client.get(address_of(local, None)).status_code == 404
    assert client.get(address_of(regional, aalten)).status_code == 404


def test_what_was_entered_about_a_municipality_is_proposed(
    client, officer, action, aalten, current_round
):
    result = make_result(
        action.objective, is_per_municipality=True, fact="reporting_route"
    )
    aalten.reporting_route_on = date(2024, 12, 10)
    aalten.save()
    client.force_login(officer)

    response = client.get(address_of(result, aalten))

    assert "Voorstel: bereikt" in response.content.decode()
    form = response.context["form"]
    assert form["outcome"].value() == "reached"
    assert form["note"].value() == "Meldroute vastgesteld op 10 december 2024."


def test_who_may_not_judge_sees_the_judgement_and_no_form(
    client, reader, local, aalten, current_round
):
    judge(local, aalten, current_round, "partly")
    client.force_login(reader)

    response = client.get(address_of(local, aalten))

    assert response.context["form"] is None
    assert "Deels bereikt" in response.content.decode()


def test_notes_of_others_are_read_once_they_were_accepted(
    client, officer, coordinator, other_officer, local, aalten, current_round
):
    submission = Submission.objects.create(round=current_round, municipality=aalten)
    judge(local, aalten, current_round, "partly", note="Alleen de balie.")
    client.force_login(other_officer)

    def pages() -> list[str]:
        history = "actions:object-history"
        kind, pk = "oordeel-over-een-resultaat", ResultAssessment.objects.get().pk
        return [
            client.get(address_of(local, aalten)).content.decode(),
            client.get(
                reverse(history, args=[current_round.plan_id, kind, pk])
            ).content.decode(),
        ]

    assert not any("Alleen de balie." in page for page in pages())

    submission.refresh_from_db()
    services.submit(submission, by=officer, key=uuid4())
    services.accept(Submission.objects.all(), by=coordinator)

    assert all("Alleen de balie." in page for page in pages())
