"""What changed since a day: the states of two moments, compared by one rule."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from actions import services
from actions.as_of import end_of
from actions.changes import PER_PAGE, Changes, read_changes
from actions.direction import Direction, direction
from actions.forms import ChangesForm
from actions.models import Light, Phase
from actions.models.state import PHASES_WITHOUT_LIGHT
from actions.outline import Outline
from tests.factories import make_action, report

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SINCE = date(2025, 6, 30)
TODAY = date(2025, 9, 20)
BEFORE = datetime(2025, 6, 10, 9, tzinfo=AMSTERDAM)
AFTER = datetime(2025, 7, 10, 9, tzinfo=AMSTERDAM)


def form_of(plan, query: str = "") -> ChangesForm:
    outline = Outline.read(plan, TODAY)
    form = ChangesForm(QueryDict(query), outline=outline, today=TODAY, usual=SINCE)
    assert form.is_valid(), form.errors
    return form


def changes_of(plan, query: str = "", **options) -> Changes:
    form = form_of(plan, query)
    return read_changes(plan, form.selection, **({"since": form.since} | options))


def listed(changes: Changes) -> list:
    return [change for group in changes.groups for change in group.changes]


def withdraw(track, author, now=None):
    track.refresh_from_db()
    return services.withdraw(
        track, author=author, key=uuid4(), base_version=track.version, now=now
    )


def confirm(track, author, now=None, remedy=""):
    track.refresh_from_db()
    return services.confirm(
        track,
        author=author,
        key=uuid4(),
        base_version=track.version,
        remedy=remedy,
        now=now,
    )


RUNNING = [phase for phase in Phase if phase not in PHASES_WITHOUT_LIGHT]


STATES = [
    *((phase.value, light.value) for phase in RUNNING for light in Light),
    *((phase.value, "") for phase in PHASES_WITHOUT_LIGHT),
]
WITHDRAW, CONFIRM = ("withdraw",), ("confirm",)
STEPS = st.tuples(
    st.integers(0, 2),
    st.one_of(st.sampled_from(STATES), st.sampled_from([WITHDRAW, CONFIRM])),
)


def state_at(track, moment) -> tuple[str, str]:
    newest = track.updates.filter(recorded_at__lte=moment).order_by("sequence").last()
    return (newest.phase, newest.light) if newest else ("", "")


@given(steps=st.lists(STEPS, max_size=12), day=st.integers(0, 12))
def test_what_changed_is_the_comparison_of_the_states_at_two_moments(
    plan, track, other_track, joint_track, coordinator, steps, day
):
    with transaction.atomic():
        tracks = [track, other_track, joint_track]
        for number, (index, step) in enumerate(steps):
            chosen, now = tracks[index], BEFORE + timedelta(number)
            with suppress(ValidationError):  # nothing to confirm or to withdraw
                if step == WITHDRAW:
                    withdraw(chosen, coordinator, now)
                elif step == CONFIRM:
                    confirm(chosen, coordinator, now)
                else:
                    phase, light = step
                    report(chosen, coordinator, phase=phase, light=light, now=now)
        since = BEFORE.date() + timedelta(day - 1)

        changes = changes_of(plan, since=since)

        found = {change.track.pk: change for change in listed(changes)}
        for track in tracks:
            newer = track.updates.filter(recorded_at__gt=end_of(since))
            assert (track.pk in found) == newer.exists()
            if change := found.get(track.pk):
                old = change.old_phase or "", change.old_light or ""
                new = state_at(track, end_of(TODAY))
                assert old == state_at(track, end_of(since))
                assert change.direction == direction(old, new)
                assert change.updates == newer.count()
                assert (change.turn.phase, change.turn.light) == new
        assert changes.quiet == len(tracks) - len(found)
        assert [count.tracks for count in changes.counts] == [
            sum(change.direction == way for change in found.values())
            for way in Direction
        ]
        transaction.set_rollback(True)


def test_it_tells_old_and_new_and_who_brought_it_about(
    plan, track, officer, coordinator
):
    report(track, officer, light="green", now=BEFORE)
    report(track, officer, light="red", now=AFTER)
    confirmation = confirm(
        track, coordinator, AFTER + timedelta(3), remedy="Nog steeds."
    )

    (change,) = listed(changes_of(plan))

    assert (change.old_phase, change.old_light) == (Phase.RUNNING, Light.GREEN)
    assert (change.track.phase, change.track.light) == (Phase.RUNNING, Light.RED)
    assert change.direction == Direction.WORSE
    assert change.turn.author == officer
    assert change.turn.recorded_at == AFTER
    assert change.track.state == confirmation
    assert change.updates == 2


def test_what_changed_and_changed_back_is_the_same(plan, track, officer):
    report(track, officer, light="green", now=BEFORE)
    report(track, officer, light="red", now=AFTER)
    report(track, officer, light="green", now=AFTER + timedelta(1))

    (change,) = listed(changes_of(plan))

    assert change.direction == Direction.SAME
    assert change.updates == 2


def test_a_withdrawal_of_what_came_since_leaves_the_state_as_it_was(
    plan, track, officer
):
    report(track, officer, light="green", now=BEFORE)
    report(track, officer, light="red", now=AFTER)
    withdraw(track, officer, AFTER + timedelta(1))

    changes = changes_of(plan)

    (change,) = listed(changes)
    assert change.direction == Direction.SAME
    assert (change.updates, change.withdrawals) == (2, 1)
    assert (changes.update_count, changes.withdrawal_count) == (2, 1)


def test_a_withdrawal_of_what_came_before_brings_the_older_state_back(
    plan, track, officer
):
    report(track, officer, light="orange", now=BEFORE)
    report(track, officer, light="green", now=BEFORE + timedelta(1))
    undone = withdraw(track, officer, AFTER)

    (change,) = listed(changes_of(plan))

    assert change.direction == Direction.WORSE
    assert change.turn == undone
    assert (change.old_light, change.track.light) == (Light.GREEN, Light.ORANGE)


def test_a_track_of_which_all_was_withdrawn_is_otherwise(plan, track, officer):
    report(track, officer, now=BEFORE)
    withdraw(track, officer, AFTER)

    (change,) = listed(changes_of(plan))

    assert change.direction == Direction.OTHER
    assert change.track.phase is None


def test_the_day_itself_counts_as_before(plan, track, officer):
    last = datetime(2025, 6, 30, 23, 59, 59, tzinfo=AMSTERDAM)
    report(track, officer, now=last)

    assert listed(changes_of(plan)) == []
    (change,) = listed(changes_of(plan, "sinds=2025-06-29"))
    assert change.direction == Direction.FIRST


def test_worse_comes_first_unless_another_order_is_asked(
    plan, track, other_track, joint_track, officer
):
    report(joint_track, officer, light="orange", now=BEFORE)
    report(track, officer, light="orange", now=BEFORE)
    report(other_track, officer, light="green", now=BEFORE)
    report(other_track, officer, light="red", now=AFTER)
    report(joint_track, officer, light="green", now=AFTER + timedelta(1))
    report(track, officer, light="green", now=AFTER + timedelta(2))

    def order(name: str) -> list[int]:
        return [change.track.pk for change in listed(changes_of(plan, order=name))]

    assert [group.direction for group in changes_of(plan).groups] == [
        Direction.WORSE,
        Direction.BETTER,
    ]
    assert order("") == [other_track.pk, track.pk, joint_track.pk]
    assert order("nieuwste") == [track.pk, joint_track.pk, other_track.pk]
    assert order("actie") == [track.pk, other_track.pk, joint_track.pk]
    assert order("wie") == [track.pk, other_track.pk, joint_track.pk]


def test_filters_leave_out_tracks_and_their_numbers(
    plan, track, other_track, joint_track, officer
):
    for chosen in (track, other_track, joint_track):
        report(chosen, officer, now=AFTER)

    changes = changes_of(plan, "gemeente=GM0197")

    assert [change.track.pk for change in listed(changes)] == [track.pk]
    assert (changes.track_count, changes.update_count) == (1, 1)
    assert listed(changes_of(plan, "prioriteit=ja")) == []


def test_one_direction_is_listed_and_all_are_counted(plan, track, other_track, officer):
    report(track, officer, light="green", now=BEFORE)
    report(track, officer, light="red", now=AFTER)
    report(other_track, officer, now=AFTER)

    changes = changes_of(plan, direction="slechter")

    assert [change.track.pk for change in listed(changes)] == [track.pk]
    assert changes.page.paginator.count == 1
    assert [count.tracks for count in changes.counts] == [1, 0, 0, 1, 0]


def test_only_one_page_is_read(plan, coordinator):
    for _ in range(PER_PAGE // 2 + 1):
        for track in make_action(plan).tracks.all():
            report(track, coordinator, now=AFTER)

    first, second = changes_of(plan), changes_of(plan, page="2")

    assert len(listed(first)) == PER_PAGE
    assert len(listed(second)) == (PER_PAGE // 2 + 1) * 2 - PER_PAGE
    assert {change.track.pk for change in listed(first)}.isdisjoint(
        change.track.pk for change in listed(second)
    )


def test_decisions_since_are_listed_with_how_much_they_changed(
    plan, action, coordinator
):
    plan.status = "adopted"
    plan.save()
    decision = services.Decision("De scholen willen wel.", "Driehoek", date(2025, 7, 1))
    with services.amending(plan, decision, by=coordinator):
        action.title = "Anders"
        action.save()

    (amendment,) = changes_of(plan).amendments

    assert amendment.line_count == 1
    assert amendment.reason == "De scholen willen wel."
    tomorrow = timezone.localdate() + timedelta(1)
    later = changes_of(plan, since=tomorrow)
    assert later.amendments == ()
