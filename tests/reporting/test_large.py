"""A region with so many municipalities that they cannot all be told of."""

import pytest

from actions.models import Light
from reporting.data import Place, Report
from reporting.large import (
    EXPLAINED,
    LARGE,
    group_worries,
    name_standings,
    stands_by_municipality,
)

from .content import (
    make_action,
    make_line,
    make_milestone,
    make_report,
    make_row,
    make_shared_row,
    make_standing,
    make_state,
)
from .document import parse, said, text_of

PLACES = tuple(Place(f"Dorp {number}", f"GM{number:04}") for number in range(LARGE + 1))


def everywhere(*lights: Light | None, code: str = "1.1"):
    """A local action with these lights, and green in all other municipalities."""
    states = [make_state(light) if light else None for light in lights]
    states += [make_state()] * (len(PLACES) - len(states))
    return make_row(*states, action=make_action(code), places=PLACES)


@pytest.fixture(scope="module")
def large() -> Report:
    return make_report(
        everywhere(Light.ORANGE, None, Light.RED, Light.RED, Light.ORANGE, Light.RED),
        make_shared_row(make_state(Light.ORANGE)),
        milestones=(
            make_milestone(
                *(make_standing(place.name, is_late=True) for place in PLACES)
            ),
        ),
    )


def test_the_appendix_shows_in_one_table_where_each_municipality_stands(large):
    (stands,) = [
        table for table in parse(large).iter("table") if "stands" in table.get("class")
    ]

    rows = [text_of(row) for row in stands.findall("tbody/tr")]

    assert rows[:3] == ["Dorp 0 O UI", "Dorp 1 –", "Dorp 2 R UI"]
    assert len(rows) == len(PLACES)


def test_a_region_that_is_not_that_large_is_told_of_each_municipality():
    few = make_report(make_row(*[make_state()] * LARGE, places=PLACES[:LARGE]))

    chapters = {element.get("id") for element in parse(few).iter("h3")}

    assert {place.code for place in PLACES[:LARGE]} <= chapters
    assert "gemeenten" not in chapters


def test_each_action_says_how_many_municipalities_stand_where(large):
    pictures = {text_of(title) for title in parse(large).iter() if _is_title(title)}

    assert (
        "1.1, van 61: 55 op schema, 2 aandacht nodig, 3 loopt vast, 1 geen opgave."
        in pictures
    )


def _is_title(element) -> bool:
    return element.tag == "{http://www.w3.org/2000/svg}title"


def test_the_first_three_explain_the_red_first_and_the_others_are_named():
    line = make_line(
        everywhere(Light.ORANGE, Light.RED, Light.ORANGE, Light.RED, Light.ORANGE)
    )

    (group,) = group_worries(line)

    assert [entry.track.owner for entry in group.explained] == [
        "Dorp 1",
        "Dorp 3",
        "Dorp 0",
    ]
    assert len(group.explained) == EXPLAINED
    assert group.others == ("Dorp 2", "Dorp 4")


def test_the_words_that_page_1_points_at_are_there(large):
    document = parse(large)
    names = {element.get("id") for element in document.iter()}

    links = {link.get("href").removeprefix("#") for link in document.iter("a")}

    assert links <= names


def test_a_milestone_names_for_whom_it_is_late(large):
    text = said(large)

    assert "te laat: 61" in text
    assert "Te laat: Dorp 0, Dorp 1" in text
    assert "Uitgesteld: 0 van 61." in text


def test_who_moved_a_milestone_is_named():
    row = make_milestone(
        make_standing("Aalten", postponements=2), make_standing("Berkelland")
    )

    assert name_standings(row).moved == ("Aalten",)


@pytest.mark.parametrize(
    ("actions", "widths"), [(0, []), (1, [1]), (4, [4]), (5, [3, 2]), (9, [3, 3, 3])]
)
def test_tables_of_many_actions_are_cut_in_about_equal_parts(actions, widths):
    report = make_report(
        *(everywhere(code=f"1.{number}") for number in range(actions)), places=PLACES
    )

    tables = list(stands_by_municipality(report, widest=4))

    assert [len(table.actions) for table in tables] == widths
    assert all(len(table.rows) == len(PLACES) for table in tables)


def test_the_reader_is_told_why_not_every_municipality_explains(large):
    assert "Dit rapport gaat over 61 gemeenten." in said(large)
