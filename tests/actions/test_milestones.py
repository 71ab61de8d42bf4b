"""Milestones on the site: reached, postponed with a reason, and put back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actions import services
from actions.models import MilestoneStatus
from tests.factories import make_milestone, make_round, version_of

TODAY = timezone.localdate()


@pytest.fixture
def status(action, aalten) -> MilestoneStatus:
    """Where Aalten stands with a milestone of Q4 2024."""
    milestone = make_milestone(
        action.objective,
        is_per_municipality=True,
        due_from=date(2024, 10, 1),
        due_on=date(2024, 12, 31),
    )
    return milestone.statuses.get(municipality=aalten)


@pytest.fixture
def client(client, officer):
    client.force_login(officer)
    return client


def send(client, status, act: str, **values: object):
    """Send one of the forms of the page, as it is opened now."""
    values.setdefault("base_version", version_of(status))
    return client.post(
        f"{status.get_absolute_url()}{ADDRESSES[act]}/",
        {f"{act}-{name}": value for name, value in values.items()},
    )


ADDRESSES = {
    "reach": "gehaald",
    "postpone": "uitstellen",
    "put_back": "ongedaan-maken",
}


def again(status) -> MilestoneStatus:
    return MilestoneStatus.objects.with_postponements().get(pk=status.pk)


def postpone(client, status, *, days: int, reason: str = "Te weinig mensen."):
    day = TODAY + timedelta(days=days)
    return send(client, status, "postpone", due_on=day.isoformat(), note=reason)


def test_an_officer_marks_a_milestone_as_reached(client, status, officer):
    response = send(client, status, "reach", completed_on="2025-01-10", note="Af.")

    status.refresh_from_db()
    assert response.status_code == 302
    assert (status.completed_on, status.note) == (date(2025, 1, 10), "Af.")
    assert status.history.first().history_user == officer


def test_it_is_not_reached_in_the_future(client, status):
    tomorrow = TODAY + timedelta(days=1)

    response = send(client, status, "reach", completed_on=tomorrow, note="Af.")

    assert response.status_code == 422
    assert "Deze datum ligt in de toekomst." in response.content.decode()
    assert response.context["forms"]["reach"]["note"].value() == "Af."


def test_postponing_takes_a_later_date_and_a_reason(client, status):
    postpone(client, status, days=30)

    status = again(status)
    assert status.due_on == TODAY + timedelta(days=30)
    assert status.note == "Te weinig mensen."
    assert status.postponements == 1
    assert status.history.first().history_change_reason == "Te weinig mensen."
    assert str(status.milestone.due) == "Q4 2024"


@pytest.mark.parametrize(
    ("days", "reason", "error"),
    [
        (30, "", "Schrijf op waarom de mijlpaal later komt."),
        (-1, "Te druk.", "Deze datum is al voorbij."),
        (10, "Te druk.", "Kies een dag na de datum die nu geldt"),
    ],
)
def test_a_postponement_that_is_none_is_refused_beside_the_field(
    client, status, days, reason, error
):
    postpone(client, status, days=20)

    response = postpone(client, status, days=days, reason=reason)

    assert response.status_code == 422
    assert error in response.content.decode()
    assert again(status).postponements == 1


def test_what_was_reached_is_not_postponed(client, status):
    send(client, status, "reach", completed_on="2025-01-10")

    response = postpone(client, status, days=30)

    assert response.status_code == 422
    assert "Deze mijlpaal is al gehaald." in response.content.decode()


def test_the_reason_of_a_postponement_stays_when_it_is_reached_without_a_note(
    client, status
):
    postpone(client, status, days=30)

    send(client, status, "reach", completed_on=TODAY, note="")

    assert again(status).note == "Te weinig mensen."


def test_what_was_reached_by_mistake_is_put_back_with_its_note(client, status):
    postpone(client, status, days=30)
    send(client, status, "reach", completed_on=TODAY, note="Af.")

    send(client, status, "put_back")

    status = again(status)
    assert status.completed_on is None
    assert status.due_on == TODAY + timedelta(days=30)
    assert status.note == "Te weinig mensen."


def test_postponements_are_undone_one_by_one_and_no_longer_count(client, status):
    postpone(client, status, days=30, reason="Eerste reden.")
    postpone(client, status, days=60, reason="Tweede reden.")

    send(client, status, "put_back")
    once = again(status)
    send(client, status, "put_back")
    twice = again(status)

    assert (once.due_on, once.note, once.postponements) == (
        TODAY + timedelta(days=30),
        "Eerste reden.",
        1,
    )
    assert (twice.due_on, twice.note, twice.postponements) == (None, "", 0)


def test_there_may_be_nothing_to_undo(client, status):
    response = send(client, status, "put_back")

    assert response.status_code == 422
    assert "Er is niets om ongedaan te maken." in response.content.decode()


def test_the_second_to_postpone_sees_the_first_and_chooses(client, status, coordinator):
    seen = version_of(status)
    status.due_on, status.note = date(2035, 1, 1), "Besluit van de coördinator."
    status._history_user = coordinator
    status.save()
    sent = {"due_on": "2036-01-01", "note": "Wacht op het college."}

    refused = send(client, status, "postpone", base_version=seen, **sent)
    form = refused.context["forms"]["postpone"]
    page = refused.content.decode()
    assert refused.status_code == 409
    assert form.conflict.author == "Carla Coördinator"
    assert "Besluit van de coördinator." in page
    assert 'value="2036-01-01"' in page
    assert form["note"].value() == "Wacht op het college."

    kept = send(client, status, "postpone", keep="theirs", **sent)
    assert kept.status_code == 302
    assert again(status).note == "Besluit van de coördinator."

    send(client, status, "postpone", keep="mine", **sent)
    assert again(status).due_on == date(2036, 1, 1)


def test_to_undo_is_refused_when_there_is_something_new_to_undo(client, status):
    postpone(client, status, days=30)
    seen = version_of(status)
    send(client, status, "reach", completed_on=TODAY)

    refused = send(client, status, "put_back", base_version=seen)

    assert refused.status_code == 409
    assert again(status).completed_on == TODAY


def test_nobody_changes_a_milestone_of_a_closed_plan(client, plan, status):
    plan.status = "closed"
    plan.save()

    assert postpone(client, status, days=30).status_code == 404


def test_nobody_changes_a_milestone_of_a_retired_action(client, joint_action, aalten):
    milestone = make_milestone(
        joint_action.objective, action=joint_action, is_per_municipality=True
    )
    services.retire_action(joint_action, reason="Opgegaan in 2.1", on=TODAY)
    status = milestone.statuses.get(municipality=aalten)

    assert postpone(client, status, days=30).status_code == 404


def test_a_milestone_of_the_region_without_an_action_is_for_the_coordinator(
    client, action, coordinator
):
    status = make_milestone(action.objective).statuses.get()

    by_officer = postpone(client, status, days=30)
    client.force_login(coordinator)
    by_coordinator = postpone(client, status, days=30)

    assert (by_officer.status_code, by_coordinator.status_code) == (404, 302)


def test_the_note_of_another_municipality_is_read_after_it_was_accepted(
    client, plan, status, aalten, other_officer, coordinator
):
    postpone(client, status, days=30, reason="Geheim van Aalten")
    pages = [
        status.get_absolute_url(),
        status.milestone.objective.get_absolute_url(),
        f"/plannen/{plan.pk}/gemeenten/{aalten.code}/",
    ]
    own = [client.get(page).content.decode() for page in pages]
    client.force_login(other_officer)
    before = [client.get(page).content.decode() for page in pages]
    reporting_round = make_round(plan)
    submission = reporting_round.submissions.create(municipality=aalten)
    services.submit(submission, by=coordinator)
    services.accept(reporting_round.submissions.all(), by=coordinator)
    after = [client.get(page).content.decode() for page in pages]

    assert ["Geheim van Aalten" in page for page in own] == [True] * 3
    assert ["Geheim van Aalten" in page for page in before] == [False] * 3
    assert ["Geheim van Aalten" in page for page in after] == [True] * 3


def test_the_municipality_shows_both_dates_and_when_actions_are_due(
    client, plan, action, status, aalten
):
    action.ends_on = date(2025, 3, 31)
    action.save()
    postpone(client, status, days=30)

    page = client.get(f"/plannen/{plan.pk}/gemeenten/{aalten.code}/").content.decode()

    assert "Q4 2024" in page
    assert "1 keer uitgesteld" in page
    assert "Had klaar moeten zijn op 31 maart 2025" in page
