"""The edition of one municipality: its own story, and what it may read of others."""

from datetime import date

import pytest

from actions import services
from actions.models import ReportingRound, Submission
from reporting.assemble import build_report
from reporting.data import Place
from tests.factories import make_action, make_municipality, make_round, report

from .conftest import at

AALTEN = Place("Aalten", "GM0197")


@pytest.fixture
def hand_in(reporting_round, coordinator):
    """Hand in for a municipality or a role, and let the coordinator accept it."""

    def hand_in(moment, *, accepted: bool = True, **by: object) -> Submission:
        submission = Submission.objects.create(round=reporting_round, **by)
        services.submit(submission, by=coordinator, now=moment)
        if accepted:
            own = Submission.objects.filter(pk=submission.pk)
            services.accept(own, by=coordinator, now=moment)
        return submission

    return hand_in


def shared_state(content):
    """What the edition shows of the one joint action."""
    (entry,) = content.shared
    return entry.track.state


def test_it_holds_the_own_tracks_and_what_the_region_does_together(
    assemble, aalten, track, other_track, joint_track, officer
):
    report(track, officer, now=at(2025, 9, 10))
    report(other_track, officer, light="red", now=at(2025, 9, 10))

    content = assemble(aalten)

    assert content.municipality == AALTEN
    assert content.municipalities == (AALTEN,)
    assert [section.place for section in content.sections] == [AALTEN]
    assert content.totals.tracks == 1
    assert content.lines[0].totals.tracks == 2
    assert [entry.action.title for entry in content.shared] == [
        "Kader voor informatie delen"
    ]
    assert content.attention == ()


def test_the_region_as_a_whole_has_no_comparison(assemble, action):
    assert assemble().comparison is None


def test_the_comparison_counts_own_all_and_shared_tracks(
    assemble, plan, aalten, track, other_track, joint_track, officer
):
    make_action(plan)
    report(track, officer, now=at(2025, 9, 10))
    report(other_track, officer, now=at(2025, 9, 10))

    comparison = assemble(aalten).comparison

    counted = (comparison.own, comparison.all_municipalities, comparison.shared)
    assert [(totals.tracks, totals.silent) for totals in counted] == [
        (2, 1),
        (4, 2),
        (1, 1),
    ]


def test_own_words_are_shown_at_once(assemble, aalten, track, officer):
    report(track, officer, note="Van onszelf.", now=at(2025, 9, 10))

    (entry,) = assemble(aalten).sections[0].entries

    assert entry.track.state.note == "Van onszelf."
    assert not entry.track.state.is_withheld


def test_the_region_reads_all_words(assemble, joint_track, regional_lead):
    report(joint_track, regional_lead, note="Nog in gesprek.", now=at(2025, 9, 10))

    assert shared_state(assemble()).note == "Nog in gesprek."


def test_words_of_others_are_withheld_and_their_light_is_not(
    assemble, aalten, joint_track, regional_lead, make_partner
):
    report(
        joint_track,
        regional_lead,
        light="red",
        now=at(2025, 9, 10),
        waits_for=make_partner("Politie"),
    )

    state = shared_state(assemble(aalten))

    assert (state.light, state.phase) == ("red", "running")
    assert state.is_withheld
    words = (state.note, state.cause, state.consequence, state.remedy, state.waits_for)
    assert words == ("",) * 5


def test_accepted_words_are_shown(
    assemble, aalten, joint_track, regional_lead, hand_in
):
    report(joint_track, regional_lead, note="Besloten.", now=at(2025, 9, 10))
    hand_in(at(2025, 9, 11), lead_role=joint_track.action.lead_role)

    assert shared_state(assemble(aalten)).note == "Besloten."


def test_what_was_only_submitted_is_still_withheld(
    assemble, aalten, joint_track, regional_lead, hand_in
):
    report(joint_track, regional_lead, now=at(2025, 9, 10))
    role = joint_track.action.lead_role
    hand_in(at(2025, 9, 11), lead_role=role, accepted=False)

    assert shared_state(assemble(aalten)).is_withheld


def test_what_was_written_after_the_accepted_submission_is_withheld(
    assemble, aalten, joint_track, regional_lead, hand_in
):
    hand_in(at(2025, 9, 11), lead_role=joint_track.action.lead_role)
    report(joint_track, regional_lead, now=at(2025, 9, 12))

    (entry,) = assemble(aalten).shared
    assert entry.track.late.is_withheld


def test_accepting_one_opens_nothing_of_another(
    assemble, aalten, berkelland, joint_track, regional_lead, hand_in
):
    report(joint_track, regional_lead, now=at(2025, 9, 10))
    hand_in(at(2025, 9, 11), municipality=berkelland)

    assert shared_state(assemble(aalten)).is_withheld


def test_who_leads_a_joint_action_reads_its_own_words(
    assemble, plan, aalten, berkelland, officer
):
    led = make_action(plan, scope="joint", lead_municipality=aalten)
    report(led.tracks.get(), officer, note="Wij trekken.", now=at(2025, 9, 10))

    assert shared_state(assemble(aalten)).note == "Wij trekken."
    assert shared_state(assemble(berkelland)).is_withheld


def test_withheld_words_are_withheld_as_last_known_too(
    plan, aalten, joint_track, regional_lead
):
    report(joint_track, regional_lead, note="Geheim.", now=at(2025, 9, 10))
    next_round: ReportingRound = make_round(plan, 2025, 4)

    content = build_report(next_round, as_of=date(2025, 12, 31), municipality=aalten)

    (entry,) = content.shared
    assert entry.track.state is None
    assert entry.track.last_known.is_withheld
    assert entry.track.last_known.note == ""


def test_a_municipality_that_came_later_has_its_edition(assemble, plan, action):
    late = make_municipality("Doetinchem")
    plan.participations.create(municipality=late, starts_on=date(2025, 9, 30))

    content = assemble(late)

    assert content.municipality.name == "Doetinchem"
    assert content.totals.tracks == 0  # nobody made its tracks yet
