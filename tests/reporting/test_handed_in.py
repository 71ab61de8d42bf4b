"""What counts is what was handed in and accepted; what came later is nagekomen."""

from datetime import date

import pytest

from actions import services
from actions.models import Submission
from reporting.assemble import build_report
from tests.factories import make_action, make_round, report

from .conftest import AS_OF, at


@pytest.fixture
def hand_in(reporting_round, coordinator):
    """Hand in at a moment; accepted unless said otherwise."""

    def hand_in(moment, *, is_accepted: bool = True, **owner) -> Submission:
        submission = Submission.objects.create(round=reporting_round, **owner)
        services.submit(submission, by=coordinator, now=moment)
        if is_accepted:
            services.accept(Submission.objects.filter(pk=submission.pk), by=coordinator)
        return submission

    return hand_in


def first_track(content):
    return content.entries[0].track


def test_what_was_handed_in_counts_and_what_came_after_is_told_apart(
    assemble, aalten, track, officer, hand_in
):
    report(track, officer, note="Op tijd.", now=at(2025, 9, 10))
    hand_in(at(2025, 9, 11), municipality=aalten)
    report(track, officer, light="red", note="Later.", now=at(2025, 9, 20))

    found = first_track(assemble())

    assert (found.state.note, found.state.light) == ("Op tijd.", "green")
    assert (found.late.note, found.late.light) == ("Later.", "red")
    assert assemble().worries == 0


def test_what_came_at_the_very_moment_of_handing_in_counts(
    assemble, aalten, track, officer, hand_in
):
    report(track, officer, light="orange", now=at(2025, 9, 11))
    hand_in(at(2025, 9, 11), municipality=aalten)

    found = first_track(assemble())

    assert found.state.light == "orange"
    assert found.late is None


def test_without_an_accepted_submission_the_day_of_the_report_counts(
    assemble, aalten, track, officer, hand_in
):
    hand_in(at(2025, 9, 11), is_accepted=False, municipality=aalten)
    report(track, officer, light="red", now=at(2025, 9, 20))

    found = first_track(assemble())

    assert found.state.light == "red"
    assert found.late is None


def test_what_came_after_the_round_closed_is_told_as_late(
    reporting_round, track, officer
):
    report(track, officer, now=at(2025, 9, 10))
    report(track, officer, light="red", now=at(2025, 10, 2))

    found = first_track(
        build_report(reporting_round, as_of=AS_OF, seen_until=date(2025, 10, 2))
    )
    not_seen = first_track(build_report(reporting_round, as_of=AS_OF))

    assert (found.state.light, found.late.light) == ("green", "red")
    assert not_seen.late is None


def test_who_only_reported_too_late_has_no_state(
    assemble, aalten, track, officer, hand_in
):
    hand_in(at(2025, 9, 11), municipality=aalten)
    report(track, officer, now=at(2025, 9, 20))

    found = first_track(assemble())

    assert found.state is None
    assert found.late.light == "green"
    assert assemble().totals.silent == assemble().totals.tracks


def test_a_late_confirmation_of_what_counts_is_no_news(
    assemble, aalten, track, officer, hand_in
):
    report(track, officer, now=at(2025, 9, 10))
    hand_in(at(2025, 9, 11), municipality=aalten)
    report(track, officer, now=at(2025, 9, 20))

    assert first_track(assemble()).late is None


def test_the_submission_of_another_round_decides_nothing(
    assemble, plan, reporting_round, aalten, track, officer, coordinator
):
    earlier = make_round(plan, 2025, 2)
    submission = Submission.objects.create(round=earlier, municipality=aalten)
    services.submit(submission, by=coordinator, now=at(2025, 9, 5))
    services.accept(Submission.objects.all(), by=coordinator)
    report(track, officer, light="red", now=at(2025, 9, 20))

    assert first_track(assemble()).state.light == "red"


def test_a_shared_track_follows_the_submission_of_its_lead(
    assemble, plan, aalten, joint_track, regional_lead, officer, hand_in
):
    led = make_action(plan, scope="joint", lead_municipality=aalten).tracks.get()
    hand_in(at(2025, 9, 11), lead_role=joint_track.action.lead_role)
    hand_in(at(2025, 9, 15), municipality=aalten)
    report(joint_track, regional_lead, now=at(2025, 9, 12))
    report(led, officer, now=at(2025, 9, 12))

    states = [entry.track.state is not None for entry in assemble().shared]

    assert states == [False, True]


def test_who_has_nothing_that_was_accepted_is_named(
    assemble, aalten, berkelland, track, other_track, hand_in
):
    hand_in(at(2025, 9, 11), municipality=aalten)
    hand_in(at(2025, 9, 11), is_accepted=False, municipality=berkelland)

    assert assemble().not_accepted == ("Berkelland",)
    assert assemble(aalten).not_accepted == ()
