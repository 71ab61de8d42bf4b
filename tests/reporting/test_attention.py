"""What page 1 points at."""

from actions.models import Light
from reporting.attention import find_attention, find_silences
from reporting.data import ActionRow, Entry

from .content import (
    AALTEN,
    BERKELLAND,
    make_action,
    make_row,
    make_shared_row,
    make_state,
)

RED, ORANGE = make_state(Light.RED), make_state(Light.ORANGE)
GREEN = make_state()


def entries_of(*rows: ActionRow) -> list[Entry]:
    return [Entry(row.action, track) for row in rows for track in row.tracks]


def codes_of(*rows: ActionRow, **options: bool) -> list[str]:
    return [item.action.code for item in find_attention(entries_of(*rows), **options)]


def test_what_is_green_or_silent_asks_for_no_attention():
    assert codes_of(make_row(GREEN, None)) == []


def test_red_goes_before_orange_whatever_else():
    orange = make_shared_row(ORANGE, code="1.1", is_priority=True)
    red = make_row(RED, None, action=make_action("1.2"))

    assert codes_of(orange, red) == ["1.2", "1.1"]


def test_what_the_region_does_together_goes_first():
    local = make_row(RED, RED, action=make_action("1.1", is_priority=True))
    joint = make_shared_row(RED, code="1.2")

    assert codes_of(local, joint) == ["1.2", "1.1"]


def test_in_the_edition_of_a_municipality_the_own_goes_first():
    joint = make_shared_row(RED, code="1.1")
    local = make_row(RED, action=make_action("1.2"), places=(AALTEN,))

    assert codes_of(joint, local, own_first=True) == ["1.2", "1.1"]


def test_then_priority_then_the_number_of_places_then_the_order_of_the_plan():
    rows = [
        make_row(RED, None, action=make_action("1.1")),
        make_row(RED, None, action=make_action("1.2")),
        make_row(RED, RED, action=make_action("1.3")),
        make_row(RED, None, action=make_action("1.4", is_priority=True)),
    ]

    assert codes_of(*rows, shown=4) == ["1.4", "1.3", "1.1", "1.2"]


def test_three_are_enough():
    rows = [make_row(RED, RED, action=make_action(f"1.{n}")) for n in range(1, 6)]

    assert len(codes_of(*rows)) == 3


def test_it_names_the_places_with_the_worst_light_and_the_first_of_them():
    (item,) = find_attention(entries_of(make_row(ORANGE, RED)))

    assert item.light == Light.RED
    assert item.places == ("Berkelland",)
    assert item.tracks == 2
    assert item.first.place == BERKELLAND


def test_a_joint_action_has_no_places():
    (item,) = find_attention(entries_of(make_shared_row(ORANGE)))

    assert item.places == ()
    assert item.first.state.light == Light.ORANGE


def test_silences_say_who_did_not_report_on_what_those_with_most_first():
    rows = [
        make_row(GREEN, None, action=make_action("1.1")),
        make_row(None, None, action=make_action("1.2")),
        make_shared_row(None, code="1.3"),
    ]

    silences = find_silences(entries_of(*rows))

    assert [(s.owner, s.actions, s.tracks) for s in silences] == [
        ("Berkelland", ("1.1", "1.2"), 2),
        ("Aalten", ("1.2",), 2),
        ("coördinator uitvoeringsplan", ("1.3",), 1),
    ]


def test_who_reported_on_everything_is_not_silent():
    assert find_silences(entries_of(make_row(GREEN, RED))) == ()
