"""Reporting on a track: append-only, complete, and never lost or overwritten."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from actions import services
from actions.models import Light, Phase, ProgressUpdate
from actions.models.append_only import AppendOnlyError
from tests.factories import make_action, make_round, report

EXPLANATION = {
    "cause": "Te weinig mensen.",
    "consequence": "Het duurt langer.",
    "remedy": "Een collega springt bij.",
}
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def confirm(track, author, **fields):
    track.refresh_from_db()
    return services.confirm(
        track, author=author, key=uuid4(), base_version=track.version, **fields
    )


def withdraw(track, author):
    track.refresh_from_db()
    return services.withdraw(
        track, author=author, key=uuid4(), base_version=track.version
    )


def test_the_state_of_a_track_is_its_newest_update(track, officer):
    report(track, officer, phase="preparing")
    newest = report(track, officer, phase="running", light="orange", **EXPLANATION)

    track.refresh_from_db()

    assert (track.state, track.version) == (newest, 2)
    assert (track.phase, track.light) == (Phase.RUNNING, Light.ORANGE)


@pytest.mark.parametrize("light", ["orange", "red"])
@pytest.mark.parametrize("missing", ["cause", "consequence", "remedy"])
def test_orange_and_red_demand_cause_consequence_and_remedy(
    track, officer, light, missing
):
    with pytest.raises(ValidationError) as refused:
        report(track, officer, light=light, **(EXPLANATION | {missing: "  "}))

    assert list(refused.value.message_dict) == [missing]
    assert not track.updates.exists()


@pytest.mark.parametrize("phase", ["postponed", "dropped", "not_applicable"])
def test_postponed_dropped_and_not_applicable_demand_a_reason(track, officer, phase):
    with pytest.raises(ValidationError) as refused:
        report(track, officer, phase=phase, note="")

    assert list(refused.value.message_dict) == ["note"]


@pytest.mark.parametrize("phase", ["dropped", "not_applicable"])
def test_where_nothing_goes_on_there_is_no_light(track, officer, phase):
    update = report(track, officer, phase=phase, note="Hoort bij 2.1.", light="green")

    assert update.light == ""


def test_where_something_goes_on_there_is_a_light(track, officer):
    with pytest.raises(ValidationError) as refused:
        report(track, officer, light="")

    assert list(refused.value.message_dict) == ["light"]


def test_green_carries_no_old_explanation(track, officer):
    update = report(track, officer, light="green", **EXPLANATION)

    assert (update.cause, update.consequence, update.remedy) == ("", "", "")


@pytest.mark.parametrize(
    "broken",
    [
        {"light": ""},
        {"phase": "dropped", "light": "", "note": ""},
        {"light": "red"},
        {"phase": "", "light": ""},
        {"kind": "withdrawal"},
    ],
)
def test_the_database_refuses_an_incomplete_state(track, officer, broken):
    fields = {"kind": "update", "phase": "running", "light": "green"} | broken

    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressUpdate.objects.create(
            progress=track, sequence=1, key=uuid4(), author=officer, **fields
        )


def test_an_update_cannot_be_changed_or_deleted(track, officer):
    update = report(track, officer)

    with pytest.raises(AppendOnlyError):
        update.save()
    with pytest.raises(AppendOnlyError):
        update.delete()
    with pytest.raises(TypeError):
        ProgressUpdate.objects.update(note="anders")
    with pytest.raises(TypeError):
        ProgressUpdate.objects.all().delete()
    with pytest.raises(TypeError):
        ProgressUpdate.objects.bulk_update([update], ["note"])


def test_a_form_that_is_sent_twice_saves_once(track, officer):
    key = uuid4()

    first = report(track, officer, key=key)
    second = report(track, officer, key=key, base_version=0)

    assert first == second
    assert track.updates.count() == 1


@pytest.mark.parametrize("changed", [{"note": "Toch anders."}, {"phase": "done"}])
def test_a_form_that_was_saved_and_then_changed_is_not_taken_for_the_same(
    track, officer, changed
):
    key = uuid4()
    saved = report(track, officer, key=key)

    with pytest.raises(services.ProgressConflict) as conflict:
        report(track, officer, key=key, base_version=0, **changed)

    assert conflict.value.current == saved
    assert track.updates.count() == 1


def test_a_key_of_one_kind_of_report_is_not_taken_for_another(track, officer):
    key = uuid4()
    report(track, officer, key=key)

    for act in (services.confirm, services.withdraw):
        with pytest.raises(services.ProgressConflict):
            act(track, author=officer, key=key, base_version=1)


def test_a_remedy_that_was_changed_after_it_was_saved_is_not_lost(track, officer):
    report(track, officer, light="red")
    form = {"author": officer, "key": uuid4(), "base_version": 1}
    services.confirm(track, **form, remedy="Wij bellen.")

    services.confirm(track, **form, remedy="Wij bellen.")
    with pytest.raises(services.ProgressConflict):
        services.confirm(track, **form, remedy="Wij gaan langs.")

    assert track.updates.count() == 2


def test_who_did_not_see_the_newest_update_cannot_save_over_it(
    track, officer, coordinator
):
    theirs = report(track, coordinator)

    with pytest.raises(services.ProgressConflict) as conflict:
        report(track, officer, base_version=0)

    assert conflict.value.current == theirs
    assert track.updates.count() == 1


def test_a_confirmation_copies_the_state_and_makes_it_fresh(track, officer):
    june = datetime(2025, 6, 10, 9, tzinfo=AMSTERDAM)
    september = datetime(2025, 9, 10, 9, tzinfo=AMSTERDAM)
    said = report(track, officer, light="orange", now=june)

    confirmed = confirm(track, officer, now=september)

    assert confirmed.state_values() == said.state_values()
    assert confirmed.reported_at == september


def test_nothing_can_be_confirmed_before_a_first_update(track, officer):
    with pytest.raises(services.NothingToConfirm):
        confirm(track, officer)


def test_nothing_can_be_confirmed_after_the_only_update_was_withdrawn(track, officer):
    report(track, officer)
    withdraw(track, officer)

    with pytest.raises(services.NothingToConfirm):
        confirm(track, officer)


def test_confirming_red_asks_the_remedy_again(track, officer):
    report(track, officer, light="red")

    with pytest.raises(ValidationError) as refused:
        confirm(track, officer)
    confirmed = confirm(track, officer, remedy="De burgemeester belt de partner.")

    assert list(refused.value.message_dict) == ["remedy"]
    assert confirmed.remedy == "De burgemeester belt de partner."
    assert confirmed.cause == EXPLANATION["cause"]


def test_a_withdrawal_restores_the_state_before_and_its_freshness(track, officer):
    june = datetime(2025, 6, 10, 9, tzinfo=AMSTERDAM)
    first = report(track, officer, phase="preparing", now=june)
    report(track, officer, phase="done")

    withdrawn = withdraw(track, officer)

    assert withdrawn.state_values() == first.state_values()
    assert withdrawn.reported_at == june


def test_each_withdrawal_undoes_one_more_until_none_stands(track, officer):
    report(track, officer, phase="preparing")
    report(track, officer, phase="running")

    assert withdraw(track, officer).phase == "preparing"
    assert withdraw(track, officer).phase == ""
    with pytest.raises(services.NothingToWithdraw):
        withdraw(track, officer)


def test_a_withdrawal_that_is_sent_twice_undoes_once(track, officer):
    report(track, officer)
    key = uuid4()

    for _ in range(2):
        services.withdraw(track, author=officer, key=key, base_version=1)

    assert track.updates.count() == 2


def test_the_state_at_a_moment_goes_by_when_it_was_recorded(track, officer):
    june = datetime(2025, 6, 30, 23, 59, tzinfo=AMSTERDAM)
    said_in_june = report(track, officer, phase="preparing", now=june)
    report(
        track,
        officer,
        phase="running",
        as_of=date(2025, 6, 1),
        now=june + timedelta(minutes=2),
    )

    state = ProgressUpdate.objects.newest_per_track(june).get()

    assert state == said_in_june


STEPS = st.lists(
    st.sampled_from(["green", "orange", "red", "confirm", "withdraw"]), max_size=8
)


@given(steps=STEPS)
def test_the_state_always_equals_what_still_stands(steps, plan, officer):
    """Whatever is reported, confirmed and withdrawn: undo is exact."""
    with transaction.atomic():
        track = make_action(plan).tracks.first()
        standing: list[tuple[str, str]] = []
        for step in steps:
            try:
                if step == "withdraw":
                    withdraw(track, officer)
                    standing.pop()
                elif step == "confirm":
                    confirm(track, officer, remedy="Wij bellen.")
                    standing.append(standing[-1])
                else:
                    report(track, officer, light=step)
                    standing.append(("running", step))
            except (services.NothingToConfirm, services.NothingToWithdraw):
                assert not standing

        track.refresh_from_db()
        state = (track.state.phase, track.state.light) if track.state else ("", "")
        assert state == (standing[-1] if standing else ("", ""))
        assert track.version == track.updates.count()
        assert [update.sequence for update in track.updates.order_by("sequence")] == [
            *range(1, track.version + 1)
        ]
        transaction.set_rollback(True)


def test_fresh_means_reported_since_the_newest_round_opened(plan, track, officer):
    make_round(plan, 2025, 3, opens_on=date(2025, 9, 1), closes_on=date(2025, 10, 1))
    since = plan.fresh_since(date(2025, 9, 15))

    before = report(track, officer, now=datetime(2025, 8, 31, 23, tzinfo=AMSTERDAM))
    on_the_day = report(
        track, officer, now=datetime(2025, 9, 1, 0, 1, tzinfo=AMSTERDAM)
    )

    assert since == date(2025, 9, 1)
    assert not before.is_fresh(since)
    assert on_the_day.is_fresh(since)


def test_without_a_round_fresh_means_reported_this_quarter(plan):
    assert plan.fresh_since(date(2025, 8, 20)) == date(2025, 7, 1)


def test_late_is_what_should_be_finished_and_is_not(plan, officer):
    action = make_action(plan, ends_on=date(2024, 12, 31))
    late, done = action.tracks.all()
    report(late, officer, phase="running")
    report(done, officer, phase="embedded")
    late.refresh_from_db()
    done.refresh_from_db()

    assert late.is_overdue(timezone.localdate())
    assert not late.is_overdue(date(2024, 12, 31))
    assert not done.is_overdue(timezone.localdate())
