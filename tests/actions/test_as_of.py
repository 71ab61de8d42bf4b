"""What is read of a day in the past is what was recorded by its end."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import Count

from actions import services
from actions.as_of import PastIsFixed, as_of, end_of, today
from actions.matrix import build_matrix
from actions.models import (
    Action,
    MilestoneStatus,
    Objective,
    Participation,
    Plan,
    Progress,
)
from actions.outline import Outline, Selection
from municipalities.models import Membership, Role
from municipalities.permissions import access_of
from tests.factories import (
    make_action,
    make_member,
    make_municipality,
    make_round,
    report,
)
from tests.history import at, moment

MARCH, JUNE, SEPTEMBER = date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30)

pytestmark = pytest.mark.usefixtures("since_january")


# When


@pytest.mark.parametrize(
    ("recorded", "day"),
    [
        ("2025-06-30 23:59:59.999999", date(2025, 6, 30)),
        ("2025-07-01 00:00:00", date(2025, 7, 1)),
        # The clock goes from 2 to 3, and from 3 back to 2.
        ("2025-03-30 23:59:59", date(2025, 3, 30)),
        ("2025-03-30 00:00:00", date(2025, 3, 30)),
        ("2025-10-26 23:59:59", date(2025, 10, 26)),
        ("2025-10-26 00:00:00", date(2025, 10, 26)),
    ],
)
def test_a_day_ends_at_midnight_in_amsterdam(action, officer, aalten, recorded, day):
    track = action.tracks.get(municipality=aalten)
    with at(recorded) as now:
        action.title = "Nieuw"
        action.save()
        report(track, officer, now=now)

    for seen, title, version in [
        (date.fromordinal(day.toordinal() - 1), "Meldroute vaststellen", 0),
        (day, "Nieuw", 1),
    ]:
        with as_of(seen):
            assert Action.objects.get(pk=action.pk).title == title
            assert Progress.objects.get(municipality=aalten).version == version


def test_the_end_of_a_day_follows_summer_time():
    assert end_of(date(2025, 3, 29)).isoformat() == "2025-03-29T23:59:59.999999+01:00"
    assert end_of(date(2025, 3, 30)).isoformat() == "2025-03-30T23:59:59.999999+02:00"
    assert end_of(date(2025, 10, 26)).isoformat() == "2025-10-26T23:59:59.999999+01:00"


def test_the_day_that_is_looked_at_is_the_day_of_the_block():
    now = today()

    with as_of(JUNE):
        assert today() == JUNE
    assert today() == now


# What


def test_what_was_deleted_later_is_shown_as_it_was(action):
    objective = action.objective
    with at("2025-08-01 09:00"):
        objective.delete()

    with as_of(JUNE):
        assert Objective.objects.get().actions.get().title == "Meldroute vaststellen"
        assert action.tracks.count() == 2
    with as_of(SEPTEMBER):
        assert not Action.objects.exists()


def test_what_was_made_later_is_not_shown(plan, action):
    with at("2025-08-01 09:00"):
        later = make_action(plan, title="Later")

    with as_of(JUNE):
        assert list(Action.objects.of_plan(plan)) == [action]
        assert not Progress.objects.filter(action=later).exists()
    with as_of(SEPTEMBER):
        assert list(Action.objects.of_plan(plan)) == [action, later]


def test_an_action_that_was_retired_later_runs(plan, action):
    with at("2025-08-01 09:00"):
        services.retire_action(action, reason="Klaar", on=date(2025, 8, 1))

    with as_of(JUNE):
        assert Action.objects.running().get() == action
        outline = Outline.read(plan, JUNE)
        everything = Selection(outline.actions, outline.municipalities)
        assert build_matrix(plan, everything, today=JUNE).totals.tracks == 2
    with as_of(SEPTEMBER):
        assert not Action.objects.running().exists()


def test_the_state_is_the_newest_that_was_recorded_by_then(action, officer, aalten):
    track = action.tracks.get(municipality=aalten)
    report(track, officer, light="orange", now=moment("2025-05-01 09:00"))
    report(track, officer, light="green", now=moment("2025-08-01 09:00"))

    for day, light in [(MARCH, None), (JUNE, "orange"), (SEPTEMBER, "green")]:
        with as_of(day):
            assert Progress.objects.with_state().get(pk=track.pk).light == light


def test_a_withdrawal_that_came_later_does_not_count(action, officer, aalten):
    track = action.tracks.get(municipality=aalten)
    update = report(track, officer, now=moment("2025-05-01 09:00"))
    track.refresh_from_db()
    services.withdraw(
        track,
        author=officer,
        key="6f8bb1c2-0a3e-4f2b-9a53-0c7d4c5f1a11",
        base_version=1,
        now=moment("2025-08-01 09:00"),
    )

    with as_of(JUNE):
        assert track.updates.standing().get() == update
    with as_of(SEPTEMBER):
        assert not track.updates.standing().exists()


def test_what_belongs_to_a_row_can_be_counted(action, officer, aalten):
    track = action.tracks.get(municipality=aalten)
    report(track, officer, now=moment("2025-05-01 09:00"))
    report(track, officer, now=moment("2025-08-01 09:00"))

    counted = Progress.objects.annotate(reports=Count("updates")).order_by("pk")
    for day, reports in [(MARCH, 0), (JUNE, 1), (SEPTEMBER, 2)]:
        with as_of(day):
            assert counted.get(pk=track.pk).reports == reports


def test_a_round_that_opened_later_does_not_make_a_report_stale(plan):
    with at("2025-03-01 09:00"):
        make_round(plan, 2025, 1, opens_on=date(2025, 3, 1))
    with at("2025-06-02 09:00"):
        make_round(plan, 2025, 2, opens_on=date(2025, 6, 2))

    with as_of(MARCH):
        assert plan.fresh_since(today()) == date(2025, 3, 1)
    with as_of(JUNE):
        assert plan.fresh_since(today()) == date(2025, 6, 2)


def test_what_an_action_waited_for_is_what_it_waited_for(plan, action):
    with at("2025-01-01 10:00"):
        first = make_action(plan, title="Eerst dit")
        action.waits_for.set([first])
    with at("2025-08-01 09:00"):
        first.delete()

    with as_of(JUNE):
        assert [str(other) for other in action.waits_for.all()] == ["1.2 Eerst dit"]
    with as_of(SEPTEMBER):
        assert not action.waits_for.exists()


def test_postponements_are_counted_until_that_day(plan, action):
    milestone = action.objective.milestones.create(title="Besluit", due_on=MARCH)
    with at("2025-01-01 10:00"):
        status = MilestoneStatus.objects.create(milestone=milestone)
        milestone.save()
    for when, due_on in [("2025-03-01", JUNE), ("2025-06-01", SEPTEMBER)]:
        with at(when):
            status.due_on, status.note = due_on, "Het duurt langer."
            status.save()

    found = MilestoneStatus.objects.with_postponements()
    for day, count, is_late in [(date(2025, 2, 1), 0, False), (MARCH, 1, False)]:
        with as_of(day):
            assert found.get().postponements == count
            assert found.get().is_late == is_late
    assert found.get().postponements == 2
    assert found.get().is_late


# Tracks, which have no history


def test_tracks_that_went_with_a_change_of_scope_are_there_again(action, aalten):
    with at("2025-08-01 09:00"):
        action.scope, action.lead_municipality = "joint", aalten
        action.save()
        services.rebuild_tracks(action)

    with as_of(JUNE):
        tracks = list(action.tracks.with_state())
        assert {track.municipality.name for track in tracks} == {"Aalten", "Berkelland"}
        assert all(track.phase is None for track in tracks)
        assert Progress.objects.get(pk=tracks[0].pk) == tracks[0]
    with as_of(SEPTEMBER):
        assert action.tracks.get().municipality is None


def test_a_municipality_that_joined_later_has_no_tracks(plan, action):
    with at("2025-08-01 09:00"):
        newcomer = make_municipality("Winterswijk")
        Participation.objects.create(plan=plan, municipality=newcomer)
        services.create_missing_tracks(plan)

    with as_of(JUNE):
        assert not newcomer.tracks.exists()
    with as_of(SEPTEMBER):
        assert newcomer.tracks.count() == 1


def test_a_municipality_that_was_to_join_later_has_no_tracks_yet(plan, action):
    with at("2025-05-01 09:00"):
        newcomer = make_municipality("Winterswijk")
        Participation.objects.create(
            plan=plan, municipality=newcomer, starts_on=date(2025, 9, 1)
        )
    services.create_missing_tracks(plan)

    with as_of(JUNE):
        assert not newcomer.tracks.exists()
    with as_of(SEPTEMBER):
        assert newcomer.tracks.count() == 1


def test_a_municipality_that_left_keeps_what_it_reported(plan, action, officer, aalten):
    track = action.tracks.get(municipality=aalten)
    report(track, officer, now=moment("2025-05-01 09:00"))
    with at("2025-08-01 09:00"):
        participation = plan.participations.get(municipality=aalten)
        participation.ends_on = date(2025, 7, 31)
        participation.save()

    with as_of(SEPTEMBER):
        assert Progress.objects.get(pk=track.pk).version == 1


# Who


def test_rights_are_those_of_today(plan, aalten):
    newcomer = make_member(Role.OFFICER, aalten, starts_on=date(2025, 8, 1))
    former = make_member(
        Role.OFFICER, aalten, starts_on=date(2024, 1, 1), ends_on=date(2025, 7, 1)
    )
    for person in (newcomer, former):
        access_of(person)

    with as_of(JUNE):
        assert Plan.objects.visible_to(newcomer).exists()
        assert not Plan.objects.visible_to(former).exists()
        assert not Membership.objects.filter(user=newcomer).exists()


def test_nobody_can_change_or_add_anything_in_the_past(plan, action, coordinator):
    with as_of(JUNE):
        assert not Action.objects.editable_by(coordinator).exists()
        assert not Progress.objects.editable_by(coordinator).exists()
        assert not Progress.objects.with_edit_access(coordinator)[0].is_editable
        for write in (
            lambda: Action.objects.update(title="Anders"),
            Action.objects.get().tracks.all().delete,
            make_municipality,
        ):
            with pytest.raises(PastIsFixed), transaction.atomic():
                write()


def test_there_is_no_past_of_the_past():
    with as_of(JUNE), pytest.raises(RuntimeError), as_of(MARCH):
        pass


def test_after_an_error_in_the_past_it_is_today_again(action):
    with pytest.raises(Action.DoesNotExist), as_of(date(2024, 1, 1)):
        Action.objects.get()

    assert Action.objects.get() == action
