"""Taking an update back: what was accepted stays, and the page says what happened."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from actions import services
from actions.models import Submission
from tests.factories import make_round, report

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2025, 9, day, hour, tzinfo=AMSTERDAM)


def hand_in(plan, by, coordinator, *, moment, **owner) -> Submission:
    """A submission of an owner, handed in at a moment and accepted the next hour."""
    rounds = plan.rounds.all()
    submission = (rounds.first() or make_round(plan)).submissions.create(**owner)
    services.submit(submission, by=by, now=moment)
    services.accept(Submission.objects.filter(pk=submission.pk), by=coordinator)
    submission.refresh_from_db()
    return submission


def withdraw(track, author):
    track.refresh_from_db()
    return services.withdraw(
        track, author=author, key=uuid4(), base_version=track.version
    )


def test_what_was_accepted_is_not_withdrawn(plan, track, officer, coordinator, aalten):
    report(track, officer, now=at(1))
    hand_in(plan, officer, coordinator, moment=at(2), municipality=aalten)

    with pytest.raises(services.HandedIn) as refused:
        withdraw(track, officer)

    assert "over het 3e kwartaal 2025, die akkoord is" in refused.value.message
    assert track.updates.count() == 1


def test_what_came_after_it_is_withdrawn_and_no_more(
    plan, track, officer, coordinator, aalten
):
    accepted = report(track, officer, phase="preparing", now=at(1))
    hand_in(plan, officer, coordinator, moment=at(2), municipality=aalten)
    report(track, officer, phase="done", now=at(3))

    assert withdraw(track, officer).state_values() == accepted.state_values()
    with pytest.raises(services.HandedIn):
        withdraw(track, officer)


def test_what_was_handed_in_but_not_accepted_is_withdrawn(plan, track, officer, aalten):
    report(track, officer, now=at(1))
    submission = make_round(plan).submissions.create(municipality=aalten)
    services.submit(submission, by=officer, now=at(2))

    assert withdraw(track, officer).phase == ""


def test_the_acceptance_of_somebody_else_stops_nothing(
    plan, track, joint_track, officer, regional_lead, coordinator, berkelland
):
    report(track, officer, now=at(1))
    report(joint_track, regional_lead, now=at(1))
    hand_in(plan, officer, coordinator, moment=at(2), municipality=berkelland)

    assert withdraw(track, officer).phase == ""
    assert withdraw(joint_track, regional_lead).phase == ""


def test_the_track_of_a_regional_lead_goes_by_the_submission_of_the_lead(
    plan, joint_track, regional_lead, coordinator
):
    report(joint_track, regional_lead, now=at(1))
    lead = joint_track.action.lead_role
    hand_in(plan, regional_lead, coordinator, moment=at(2), lead_role=lead)

    with pytest.raises(services.HandedIn):
        withdraw(joint_track, regional_lead)


# What people see


def test_the_page_says_why_and_changes_nothing(
    client, plan, track, officer, coordinator, aalten
):
    report(track, officer, now=at(1))
    hand_in(plan, officer, coordinator, moment=at(2), municipality=aalten)
    client.force_login(officer)

    answer = client.post(
        reverse("actions:withdraw", args=[track.pk]),
        {"key": uuid4(), "base_version": 1},
    )

    assert answer.status_code == 422
    assert "u kunt het niet meer intrekken" in answer.content.decode()
    assert track.updates.count() == 1


def test_the_timeline_marks_what_was_withdrawn_and_says_what_it_went_back_to(
    client, track, officer
):
    report(track, officer, phase="preparing", now=at(1, 9))
    report(track, officer, phase="done", now=at(1, 14))
    withdraw(track, officer)
    client.force_login(officer)

    page = client.get(track.get_absolute_url()).content.decode()

    withdrawal, withdrawn, first = page.split('<li class="timeline__')[1:]
    assert "Het bericht van 1 september 2025, 14:00 telt niet meer." in withdrawal
    assert "De stand is weer:" in withdrawal
    assert "Voorbereiding" in withdrawal
    assert withdrawn.startswith('update timeline__withdrawn"')
    assert "Ingetrokken op" in withdrawn
    assert "1 september 2025, 09:00" in first
    assert "Ingetrokken" not in first


def test_the_timeline_says_that_nothing_is_left(client, track, officer):
    report(track, officer)
    withdraw(track, officer)
    client.force_login(officer)

    page = client.get(track.get_absolute_url()).content.decode()

    assert "Er is weer niets gemeld." in page


def test_the_admin_marks_it_too(client, track, officer, coordinator):
    report(track, officer, phase="preparing", now=at(1, 9))
    report(track, officer, phase="done", now=at(1, 14))
    withdraw(track, officer)
    client.force_login(coordinator)

    page = client.get(
        reverse("admin:actions_progress_change", args=[track.pk])
    ).content.decode()

    assert page.count('class="withdrawn"') == 1
    assert "de stand is weer voorbereiding, op schema" in page
