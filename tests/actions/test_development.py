"""Ontwikkeling: phases at the end of each quarter, and lights per objective."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import services
from actions.as_of import as_of, end_of
from actions.development import light_chart, phase_chart, read_quarters
from actions.matrix import build_matrix
from actions.models import Action, Participation, Phase, Progress, ProgressUpdate
from actions.outline import Selection, places, running_actions
from actions.plan_guard import opened
from tests.factories import (
    make_action,
    make_municipality,
    make_round,
    report,
)
from tests.history import at, moment

pytestmark = pytest.mark.usefixtures("since_january")
TODAY = date(2025, 12, 31)


def phases(plan, today=TODAY) -> dict[str, dict[str, int]]:
    return {
        str(end.quarter): {phase: n for phase, n in end.phases.items() if n}
        for end in read_quarters(plan, today=today)
    }


def test_each_quarter_tells_what_was_so_on_its_last_day(
    plan, officer, track, other_track
):
    report(track, officer, phase="preparing", now=moment("2025-02-01 09:00"))
    report(track, officer, phase="running", now=moment("2025-07-01 00:00"))
    report(other_track, officer, phase="done", now=moment("2025-06-30 23:59"))

    assert phases(plan, date(2025, 9, 30)) == {
        "Q1 2025": {"preparing": 1, "": 1},
        "Q2 2025": {"preparing": 1, "done": 1},
        "Q3 2025": {"running": 1, "done": 1},
    }


def test_what_was_withdrawn_is_not_reported(plan, officer, track):
    first = report(track, officer, now=moment("2025-02-01 09:00"))
    with transaction.atomic():
        services.withdraw(
            track,
            author=officer,
            key=uuid4(),
            base_version=first.sequence,
            now=moment("2025-04-01 09:00"),
        )

    assert phases(plan, date(2025, 6, 30)) == {
        "Q1 2025": {"running": 1, "": 1},
        "Q2 2025": {"": 2},
    }


def test_the_quarter_that_is_going_on_goes_until_the_day_that_is_looked_at(
    plan, officer, track
):
    report(track, officer, now=moment("2025-02-01 09:00"))

    *_, last = read_quarters(plan, today=date(2025, 5, 15))

    assert (last.day, last.is_over) == (date(2025, 5, 15), False)
    assert phase_chart([last]).bars[0].note == "tot en met 15-5"


def test_before_anything_was_reported_there_is_nothing_to_show(plan):
    assert read_quarters(plan, today=TODAY) == ()


def test_lights_tell_what_was_not_reported_this_round(plan, officer, track, aalten):
    make_round(plan, opens_on=date(2025, 9, 1))
    report(track, officer, light="red", now=moment("2025-09-03 09:00"))
    selection = Selection(running_actions(plan), places(plan, TODAY))

    chart = light_chart(build_matrix(plan, selection, today=TODAY))

    assert chart.bars[0].description == (
        "Doelstelling 1, van 2: 1 loopt vast, 1 geen opgave."
    )


HAPPENINGS = ["report", "retire", "join", "leave", "add", "delete"]
STEPS = st.tuples(st.sampled_from(HAPPENINGS), st.integers(0, 330))


def step(plan, officer, name: str, day: date, pick: int) -> None:
    """Something that happens to a plan on a day."""
    actions = list(Action.objects.of_plan(plan).running())
    tracks = list(Progress.objects.of_plan(plan).running())
    with at(moment(f"{day} 10:00")):
        if name == "report" and tracks:
            phase = [Phase.PREPARING, Phase.RUNNING, Phase.DONE][pick % 3]
            track = tracks[pick % len(tracks)]
            report(track, officer, phase=phase, now=moment(f"{day} 10:00"))
        elif name == "retire" and actions:
            action = actions[pick % len(actions)]
            action.retired_on, action.retirement_reason = day, "Klaar."
            action.save()
        elif name == "join":
            with opened(plan):
                Participation.objects.create(
                    plan=plan, municipality=make_municipality(), starts_on=day
                )
            services.create_missing_tracks(plan)
        elif name == "leave":
            with opened(plan):
                place = plan.participations.all()[pick % plan.participations.count()]
                place.ends_on = max(day, place.starts_on or day)
                place.save()
        elif name == "add":
            make_action(plan, scope=["local", "joint"][pick % 2])
        elif name == "delete":
            unreported = Action.objects.exclude(tracks__version__gt=0)
            if action := unreported.filter(objective__action_line__plan=plan).first():
                with opened(plan):
                    action.delete()


@settings(max_examples=15)
@given(steps=st.lists(STEPS, min_size=1, max_size=10))
def test_every_quarter_adds_up_to_the_tracks_that_existed_with_their_state_of_then(
    plan, officer, track, steps
):
    with transaction.atomic():
        report(track, officer, now=moment("2025-01-02 09:00"))
        for pick, (name, days) in enumerate(sorted(steps, key=lambda step: step[1])):
            step(plan, officer, name, date(2025, 1, 3) + timedelta(days), pick)

        ends = read_quarters(plan, today=TODAY)

        assert [str(end.quarter)[:2] for end in ends] == ["Q1", "Q2", "Q3", "Q4"]
        for end in ends:
            with as_of(end.day):
                actions = running_actions(plan)
                selection = Selection(actions, places(plan, end.day))
                there = list(selection.tracks.with_state())
            assert sum(end.phases.values()) == len(there)
            states = ProgressUpdate.objects.newest_per_track(end_of(end.day))
            told = dict(states.values_list("progress", "phase"))
            for phase in [*Phase, ""]:
                expected = sum(told.get(track.pk, "") == phase for track in there)
                assert end.phases.get(phase, 0) == expected
        transaction.set_rollback(True)


def test_the_page_shows_pictures_and_the_same_numbers_in_tables(
    client, plan, officer, track
):
    report(track, officer, now=moment("2025-02-01 09:00"))
    client.force_login(officer)

    page = client.get(reverse("actions:development", args=[plan.pk])).content.decode()

    assert 'aria-label="Q1 2025, van 2: 1 in uitvoering, 1 nog niet gemeld."' in page
    assert "Acties per fase aan het eind van elk kwartaal" in page
    assert 'width="50.0%"' in page
    assert localdate().strftime("%Y") in page


def test_the_page_says_so_where_nothing_was_reported(client, plan, reader):
    client.force_login(reader)

    page = client.get(reverse("actions:development", args=[plan.pk])).content.decode()

    assert "Er is nog niets gemeld." in page
