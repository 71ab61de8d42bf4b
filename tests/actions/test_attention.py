"""Aandacht: who is silent, what is vacant, late or off course, who is waited for."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from actions import services
from actions.as_of import as_of
from actions.attention import Attention, read_attention
from actions.models import Action, MilestoneStatus, Partner, Plan
from actions.naming import shown, shown_day
from municipalities.models import Membership, Role
from municipalities.permissions import access_of
from tests.factories import (
    make_action,
    make_member,
    make_milestone,
    make_regional_role,
    make_round,
    report,
)
from tests.history import at, moment

TODAY = date(2025, 9, 20)
BEFORE = moment("2025-06-10 09:00")
DURING = moment("2025-09-03 09:00")


@pytest.fixture(autouse=True)
def current_round(since_january, plan):
    return make_round(plan, opens_on=date(2025, 9, 1), closes_on=date(2025, 10, 10))


@pytest.fixture
def partner(region):
    return Partner.objects.create(region=region, name="RIEC")


def attention_of(plan, user, today=TODAY) -> Attention:
    return read_attention(plan, user, today=today)


def silent(plan, user) -> dict[str, tuple[int, int]]:
    return {
        str(silence.owner): (len(silence.silent), silence.tracks)
        for silence in attention_of(plan, user).silences
    }


def test_who_did_not_report_this_round_is_silent(
    plan, coordinator, officer, track, joint_track
):
    report(track, officer, now=DURING)

    assert silent(plan, coordinator) == {
        "Berkelland": (1, 1),
        "regisseur ondermijning": (1, 1),
    }


def test_silence_tells_since_when_and_when_something_was_heard(
    plan, coordinator, officer, track, aalten
):
    other = make_action(plan).tracks.get(municipality=aalten)
    report(track, officer, now=BEFORE)
    report(other, officer, now=DURING)

    silences = attention_of(plan, coordinator).silences

    aaltens = next(silence for silence in silences if silence.owner == aalten)
    assert (aaltens.silent, aaltens.silent_since) == ((track,), BEFORE)
    assert aaltens.heard_at == DURING


def test_silence_has_no_beginning_where_something_was_never_reported(
    plan, coordinator, officer, track, aalten
):
    make_action(plan)
    report(track, officer, now=BEFORE)

    silences = attention_of(plan, coordinator).silences

    aaltens = next(silence for silence in silences if silence.owner == aalten)
    assert aaltens.silent_since is None


def test_who_reported_all_and_did_not_hand_in_is_still_awaited(
    plan, coordinator, officer, track, aalten, current_round
):
    submission = current_round.submissions.create(municipality=aalten)
    report(track, officer, now=DURING)
    assert silent(plan, coordinator)["Aalten"] == (0, 1)

    submission.refresh_from_db()
    services.submit(submission, by=officer, key=uuid4())

    assert "Aalten" not in silent(plan, coordinator)


def test_a_municipality_without_officer_is_vacant_since_the_day_after(
    plan, coordinator, officer, aalten, berkelland
):
    make_member(Role.OFFICER, berkelland)
    Membership.objects.filter(user=officer).update(ends_on=date(2025, 7, 31))

    vacancies = attention_of(plan, coordinator).vacancies

    assert [vacancy.municipality for vacancy in vacancies] == [aalten]
    assert vacancies[0].team.vacant_since == date(2025, 8, 1)


def test_a_regional_post_that_nobody_holds_is_vacant_with_what_it_leads(
    plan, coordinator, joint_track, regional_lead
):
    assert attention_of(plan, coordinator).posts == ()
    Membership.objects.filter(user=regional_lead).update(ends_on=date(2025, 7, 31))

    (post,) = attention_of(plan, coordinator).posts

    assert (str(post.role), post.tracks) == ("regisseur ondermijning", (joint_track,))
    assert post.team.vacant_since == date(2025, 8, 1)


def test_a_regional_post_without_work_in_the_plan_is_not_missed(plan, coordinator):
    make_regional_role("ketenregisseur", region=plan.region)

    assert attention_of(plan, coordinator).posts == ()


def test_what_is_postponed_tells_how_often_from_when_to_when_and_why(
    plan, action, coordinator, aalten
):
    milestone = make_milestone(
        action.objective, is_per_municipality=True, due_on=date(2025, 6, 30)
    )
    status = milestone.statuses.get(municipality=aalten)
    services.postpone_milestone(status, until=date(2025, 9, 30), reason="Te druk.")
    services.postpone_milestone(status, until=date(2025, 12, 31), reason="Nog drukker.")

    (found,) = attention_of(plan, coordinator).postponements

    assert (found.times, found.due) == (2, "31-12-2025")
    assert (found.planned, found.owner) == ("tot en met 30-6-2025", "Aalten")
    assert found.reason == "Nog drukker."


def test_a_milestone_that_was_reached_is_not_postponed_any_more(
    plan, action, coordinator
):
    status = make_milestone(action.objective, due_on=date(2025, 6, 30)).statuses.get()
    services.postpone_milestone(status, until=date(2025, 9, 30), reason="Te druk.")
    services.reach_milestone(status, on=date(2025, 9, 1), note="Gelukt.")

    assert attention_of(plan, coordinator).postponements == ()


@pytest.mark.parametrize("until", [date(2025, 5, 31), date(2025, 6, 30)])
def test_a_date_that_is_not_after_the_plans_is_no_postponement(
    plan, action, coordinator, until
):
    status = make_milestone(action.objective, due_on=date(2025, 6, 30)).statuses.get()
    services.postpone_milestone(status, until=until, reason="Het kan eerder.")

    assert attention_of(plan, coordinator).postponements == ()
    assert MilestoneStatus.objects.with_postponements().get().postponements == 0


def test_who_may_not_read_a_note_does_not_see_why_something_was_postponed(
    plan, action, other_officer, aalten
):
    milestone = make_milestone(action.objective, is_per_municipality=True)
    status = milestone.statuses.get(municipality=aalten)
    services.postpone_milestone(status, until=date(2025, 9, 30), reason="Te druk.")

    (found,) = attention_of(plan, other_officer).postponements

    assert (found.reason, found.is_withheld) == ("", True)


def test_a_track_that_was_put_off_tells_how_often_since_when_and_why(
    plan, coordinator, track
):
    put_off = {"phase": "postponed"}
    report(track, coordinator, **put_off, now=moment("2025-03-01 09:00"))
    report(track, coordinator, now=moment("2025-04-01 09:00"))
    report(track, coordinator, **put_off, now=moment("2025-06-10 09:00"))
    report(track, coordinator, **put_off, note="Pas in 2026.", now=DURING)

    (found,) = attention_of(plan, coordinator).postponements

    assert (found.owner, found.times) == ("Aalten", 2)
    assert (found.planned, found.due, found.since) == ("", "", "10-6-2025")
    assert found.reason == "Pas in 2026."


def test_a_track_that_goes_on_is_not_postponed_any_more(plan, coordinator, track):
    report(track, coordinator, phase="postponed", now=BEFORE)
    report(track, coordinator, now=DURING)

    assert attention_of(plan, coordinator).postponements == ()


def test_a_postponement_that_was_withdrawn_does_not_count(plan, coordinator, track):
    report(track, coordinator, phase="postponed", now=BEFORE)
    undone = report(track, coordinator, now=moment("2025-07-01 09:00"))
    version = {"key": uuid4(), "base_version": undone.sequence}
    services.withdraw(track, author=coordinator, **version, now=DURING)

    (found,) = attention_of(plan, coordinator).postponements

    assert (found.times, found.since) == (1, "10-6-2025")


def test_why_a_track_was_put_off_is_for_who_may_read_the_note(
    plan, coordinator, other_officer, track
):
    report(track, coordinator, phase="postponed", now=DURING)

    (found,) = attention_of(plan, other_officer).postponements

    assert (found.reason, found.is_withheld) == ("", True)


@pytest.fixture
def moved(plan, coordinator):
    """Let decisions move the last day of an action."""
    action = make_action(plan, ends_on=date(2025, 6, 30))
    plan.status = Plan.Status.ADOPTED
    with services.amending(plan, by=coordinator):
        plan.save()

    def move(*days: date) -> None:
        for day in days:
            decision = services.Decision(f"Tot {day}.", "de driehoek", TODAY)
            with services.amending(plan, decision, by=coordinator):
                action.ends_on = day
                action.save()

    return move


def test_a_period_that_decisions_made_longer_is_postponed(plan, coordinator, moved):
    moved(date(2025, 9, 30), date(2025, 12, 31))

    (found,) = attention_of(plan, coordinator).postponements

    assert (found.times, found.planned, found.due) == (2, "30-6-2025", "31-12-2025")
    assert found.reason == "Tot 2025-12-31."


def test_a_period_that_is_back_where_it_was_is_not(plan, coordinator, moved):
    moved(date(2025, 9, 30), date(2025, 6, 30))

    assert attention_of(plan, coordinator).postponements == ()


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_in_the_register_reads_back_as_that_day(day):
    assert shown_day(shown(Action, "ends_on", day)) == day


def test_red_goes_before_orange_and_what_is_stale_is_no_worry(
    plan, coordinator, track, other_track, joint_track
):
    report(track, coordinator, light="orange", now=DURING)
    report(other_track, coordinator, light="red", now=BEFORE)
    report(joint_track, coordinator, light="red", now=DURING)

    assert attention_of(plan, coordinator).worries == (joint_track, track)


def test_a_track_waits_since_it_first_said_so_without_a_break(
    plan, coordinator, partner, track
):
    wait = {"light": "red", "waits_for": partner}
    report(track, coordinator, **wait, now=moment("2025-05-01 09:00"))
    report(track, coordinator, now=moment("2025-06-01 09:00"))
    report(track, coordinator, **wait, now=moment("2025-07-01 09:00"))
    report(track, coordinator, **wait, note="Nog niets.", now=DURING)

    (waiting,) = attention_of(plan, coordinator).waiting

    assert (waiting.partner, waiting.tracks) == (partner, (track,))
    assert waiting.tracks[0].waiting_since == moment("2025-07-01 09:00")


def test_who_is_waited_for_is_for_who_may_read_the_note(
    plan, coordinator, other_officer, partner, track
):
    report(track, coordinator, light="red", waits_for=partner, now=DURING)

    assert attention_of(plan, coordinator).waiting_tracks == 1
    others = attention_of(plan, other_officer)
    assert (others.waiting_tracks, others.withheld) == (0, 1)


def test_nothing_of_a_closed_plan_asks_attention(plan, coordinator, track):
    plan.status = Plan.Status.CLOSED
    plan.save()

    found = attention_of(plan, coordinator)

    assert (found.silences, found.vacant, found.worries) == ((), 0, ())


def test_the_page_says_so_where_nothing_asks_attention(
    client, plan, coordinator, track, other_track
):
    for owned in (track, other_track):
        make_member(Role.OFFICER, owned.municipality)
        report(owned, coordinator)
    client.force_login(coordinator)

    response = client.get(reverse("actions:attention", args=[plan.pk]))

    for line in [
        "Iedereen heeft deze ronde gemeld.",
        "Elke gemeente heeft een aandachtsfunctionaris, en elke regionale functie is",
        "Er is niets uitgesteld.",
        "Er is deze ronde niets oranje of rood gemeld.",
        "Niemand wacht op een partner.",
    ]:
        assert line in response.content.decode()


def test_the_page_tells_of_a_vacant_post_and_of_what_was_put_off(
    client, plan, coordinator, reader, joint_track, track
):
    report(track, coordinator, phase="postponed", now=BEFORE)
    pages = {}
    for person in (coordinator, reader):
        client.force_login(person)
        address = reverse("actions:attention", args=[plan.pk])
        pages[person] = client.get(address).content.decode()

    appoint = f"regional_role={joint_track.action.lead_role_id}"
    assert "Er is nog geen regionale trekker geweest." in pages[reader]
    assert joint_track.get_absolute_url() in pages[reader]
    assert [appoint in page for page in pages.values()] == [True, False]
    assert 'uitgesteld sinds <span class="nowrap">10-6-2025' in pages[coordinator]


def test_words_of_others_do_not_reach_the_page(client, other_officer, plan, track):
    words = {"cause": "Geheime oorzaak.", "remedy": "Geheime maatregel."}
    report(track, other_officer, light="red", **words, now=None)
    client.force_login(other_officer)

    page = client.get(reverse("actions:attention", args=[plan.pk])).content.decode()

    assert "Geheime" not in page
    assert "Te lezen na akkoord" in page


def test_as_of_a_day_it_tells_what_asked_attention_then(
    plan, action, coordinator, officer, partner
):
    with at("2025-01-02 09:00"):
        partner.save()
    track = action.tracks.get(municipality__name="Aalten")
    yesterday = localdate() - timedelta(1)
    report(
        track, officer, light="red", waits_for=partner, now=moment("2025-02-03 09:00")
    )
    report(track, officer, now=moment("2025-03-03 09:00"))

    access_of(coordinator)  # as the pages do: rights are those of today
    with as_of(date(2025, 2, 10)):
        then = attention_of(plan, coordinator, date(2025, 2, 10))
    with as_of(yesterday):
        later = attention_of(plan, coordinator, yesterday)

    assert [str(waiting.partner) for waiting in then.waiting] == ["RIEC"]
    assert then.worries == (track,)
    assert (later.waiting, later.worries) == ((), ())
