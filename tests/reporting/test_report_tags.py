"""What the templates say in few words."""

import pytest

from reporting.templatetags.report_tags import brief, is_long, names, web_address


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("kort", "kort"),
        ("precies 10", "precies 10"),
        ("dit is te lang", "dit is te…"),
        ("dit is. Verder", "dit is…"),
        ("aaneengeschreven", "aaneengesc…"),
    ],
)
def test_a_text_is_cut_between_two_words(text, shown):
    assert brief(text, 10) == shown


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        ((), ""),
        (("Aalten",), "Aalten"),
        (("Aalten", "Berkelland"), "Aalten, Berkelland"),
        (("Aalten", "Berkelland", "Bronckhorst"), "Aalten, Berkelland en nog 1"),
        (
            ("Gemeente met een lange naam", "Aalten"),
            "Gemeente met een lange naam en nog 1",
        ),
    ],
)
def test_as_many_names_are_shown_as_fit(places, shown):
    assert names(places, 20) == shown


def test_a_name_with_an_apostrophe_is_still_just_text():
    assert names(("'s-Gravenhage",) * 9, 40) == "'s-Gravenhage, 's-Gravenhage en nog 7"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x" * 700, False), ("x" * 701, True), ("\n" * 18, True), ("", False)],
)
def test_a_text_is_long_by_its_signs_or_its_lines(text, expected):
    assert is_long(text) is expected


@pytest.mark.parametrize(
    "address", ["https://a.example", "http://a.example", "HTTPS://A"]
)
def test_a_web_address_may_be_followed(address):
    assert web_address(address) == address
