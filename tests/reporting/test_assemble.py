"""What the database holds, as the dataclasses of a report."""

from datetime import date

import pytest

from actions import services
from actions.models import ActionLine, Light, Phase, Risk
from reporting.assemble import NotTakingPart, report_day
from reporting.data import Place, RiskRow
from tests.factories import (
    make_action,
    make_municipality,
    make_round,
    report,
)

from .conftest import at


def lights_of(totals) -> dict[Light, int]:
    return {count.light: count.tracks for count in totals.lights}


def phases_of(totals) -> dict[Phase, int]:
    return {count.phase: count.tracks for count in totals.phases if count.tracks}


def tracks_of(content, line: int = 0):
    """All tracks of an action line, in the order in which they are printed."""
    return [
        track
        for objective in content.lines[line].objectives
        for row in objective.rows
        for track in row.tracks
    ]


def test_totals_add_up_and_count_a_joint_action_once(
    assemble, track, other_track, joint_track, coordinator
):
    report(track, coordinator, now=at(2025, 9, 5))
    dropped = {"phase": "dropped", "light": "", "note": "Doet een ander."}
    report(other_track, coordinator, now=at(2025, 9, 6), **dropped)

    totals = assemble().totals

    assert totals.tracks == 3
    assert lights_of(totals) == {Light.GREEN: 1, Light.ORANGE: 0, Light.RED: 0}
    assert phases_of(totals) == {Phase.RUNNING: 1, Phase.DROPPED: 1}
    assert (totals.without_light, totals.silent, totals.reported) == (1, 1, 2)


def test_what_was_reported_before_the_round_is_no_report_but_stays_known(
    assemble, track, officer
):
    report(track, officer, note="Van de zomer.", now=at(2025, 8, 31, 23, 59))

    shown, never_reported = tracks_of(assemble())

    assert shown.state is None
    assert shown.last_known.note == "Van de zomer."
    assert shown.last_known.reported_on == date(2025, 8, 31)
    assert never_reported.state is never_reported.last_known is None


def test_a_confirmation_in_the_round_makes_an_old_state_fresh(assemble, track, officer):
    report(track, officer, note="Van de zomer.", now=at(2025, 7, 1))
    track.refresh_from_db()
    services.confirm(
        track,
        author=officer,
        key="6f1c64e2-4b8f-4d0c-9f6b-111111111111",
        base_version=track.version,
        now=at(2025, 9, 1, 0, 0),
    )

    shown, _ = tracks_of(assemble())

    assert shown.state.note == "Van de zomer."
    assert shown.state.reported_on == date(2025, 9, 1)
    assert shown.last_known is None


def test_the_day_ends_at_midnight_in_amsterdam(assemble, track, other_track, officer):
    report(track, officer, now=at(2025, 9, 30, 23, 59))  # 21:59 in UTC
    report(other_track, officer, now=at(2025, 10, 1, 0, 0))

    in_time, too_late = tracks_of(assemble())

    assert in_time.state is not None
    assert too_late.state is too_late.last_known is None


def test_a_report_of_an_earlier_day_does_not_know_what_came_later(
    assemble, track, officer
):
    report(track, officer, note="Eerst.", now=at(2025, 9, 10))
    report(track, officer, light="red", now=at(2025, 9, 20))

    earlier, _ = tracks_of(assemble(as_of=date(2025, 9, 19)))
    later, _ = tracks_of(assemble(as_of=date(2025, 9, 20)))

    assert (earlier.state.light, earlier.state.note) == (Light.GREEN, "Eerst.")
    assert later.state.light == Light.RED


def withdraw(track, author, now) -> None:
    track.refresh_from_db()
    services.withdraw(
        track,
        author=author,
        key="6f1c64e2-4b8f-4d0c-9f6b-222222222222",
        base_version=track.version,
        now=now,
    )


def test_a_withdrawn_update_gives_the_state_before_it_back(assemble, track, officer):
    report(track, officer, note="Goed.", now=at(2025, 9, 10))
    report(track, officer, light="red", now=at(2025, 9, 11))
    withdraw(track, officer, at(2025, 9, 12))

    shown, _ = tracks_of(assemble())

    assert (shown.state.light, shown.state.note) == (Light.GREEN, "Goed.")
    assert shown.state.reported_on == date(2025, 9, 10)


def test_when_all_was_withdrawn_nothing_was_reported(assemble, track, officer):
    report(track, officer, now=at(2025, 9, 10))
    withdraw(track, officer, at(2025, 9, 12))

    shown, _ = tracks_of(assemble())

    assert shown.state is shown.last_known is None


@pytest.mark.parametrize(
    ("phase", "ends_on", "is_overdue"),
    [
        ("running", date(2025, 9, 29), True),
        ("running", date(2025, 9, 30), False),
        ("running", None, False),
        ("embedded", date(2025, 9, 29), False),
    ],
)
def test_overdue_is_computed_on_the_day_of_the_report(
    assemble, action, track, officer, phase, ends_on, is_overdue
):
    action.ends_on = ends_on
    action.save()
    report(track, officer, phase=phase, now=at(2025, 9, 10))

    shown, _ = tracks_of(assemble())

    assert shown.is_overdue is is_overdue


def test_a_retired_action_is_in_the_report_until_the_day_it_ended(assemble, action):
    services.retire_action(action, reason="Opgegaan in 2.1", on=date(2025, 9, 15))

    assert len(tracks_of(assemble(as_of=date(2025, 9, 14)))) == 2
    assert assemble(as_of=date(2025, 9, 15)).lines == ()


def test_lines_objectives_and_actions_stand_in_the_order_of_the_plan(assemble, plan):
    for line_number, objective_number in [(2, 3), (1, 2), (1, 1)]:
        line, _ = ActionLine.objects.get_or_create(
            plan=plan, number=line_number, defaults={"title": "Samenwerken"}
        )
        objective = line.objectives.create(number=objective_number, title="Sneller")
        make_action(plan, objective=objective, scope="joint")
        make_action(plan, objective=objective)

    content = assemble()

    assert [line.number for line in content.lines] == [1, 2]
    codes = [
        row.action.code
        for line in content.lines
        for objective in line.objectives
        for row in objective.rows
    ]
    assert codes == ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2"]


def test_worries_are_the_orange_and_red_tracks_of_a_line(
    assemble, track, other_track, officer
):
    report(track, officer, light="orange", now=at(2025, 9, 10))
    report(other_track, officer, now=at(2025, 9, 10))

    content = assemble()

    (worry,) = content.lines[0].worries
    assert worry.track.place == Place("Aalten", "GM0197")
    assert worry.track.state.cause == "Te weinig mensen."
    assert content.worries == 1


def test_who_no_longer_takes_part_is_not_in_the_report(assemble, plan, track):
    plan.participations.filter(municipality__name="Berkelland").update(
        ends_on=date(2025, 9, 29)
    )

    content = assemble()

    assert content.municipalities == (Place("Aalten", "GM0197"),)
    assert [shown.owner for shown in tracks_of(content)] == ["Aalten"]
    assert content.totals.tracks == 1


def test_a_municipality_that_does_not_take_part_has_no_edition(assemble, action):
    with pytest.raises(NotTakingPart):
        assemble(make_municipality("Doetinchem"))


def test_a_report_without_anything_in_the_plan_is_empty(assemble):
    content = assemble()

    assert content.lines == content.attention == content.silences == ()
    assert content.totals.tracks == 0


def test_risks_stand_with_the_greatest_first(assemble, plan, action):
    Risk.objects.create(plan=plan, title="Klein", chance=1, impact=2)
    Risk.objects.create(action=action, title="Groot", chance=3, impact=3, owner="OM")
    Risk.objects.create(objective=action.objective, title="Half", chance=2, impact=2)

    risks = assemble().risks

    assert [risk.title for risk in risks] == ["Groot", "Half", "Klein"]
    assert risks[0] == RiskRow(None, "1.1", "Groot", 3, 3, "", "OM")
    assert risks[1].objective_number == 1


def test_a_closed_round_is_reported_as_of_the_day_it_closed(plan):
    today = date(2025, 11, 3)

    assert report_day(make_round(plan, 2025, 2), today) == today
    closed = make_round(plan, 2025, 1, closed_on=date(2025, 4, 4))
    assert report_day(closed, today) == date(2025, 4, 4)
