"""What is found in a text: every BSN, and what may be data of a person; no more."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from municipalities.privacy import Kind, find_bsns, find_doubtful

TODAY = date(2026, 11, 25)
GROUPS = [(9,), (3, 3, 3), (4, 2, 3), (2, 2, 2, 3), (3, 2, 2, 2), (5, 4), (1,) * 9]
HARMLESS = [
    "€ 123.456.782",
    "123.456.782 euro",
    "EUR 123456782",
    "123456782,50",
    "€ 20.000 van de begrote € 111.222.333,-",
    "KvK 12345678",
    "NL123456782B01",
    "NL91 ABNA 0417 1643 00",
    "https://www.example.nl/stukken/123456782?versie=111222333",
    "1.123.456.782",
    "123.456.782.1",
    "1234567820",
    "0123456782",
    "+31 612345678",
    "+31 6 12 34 56 78",
    "06-12345678",
    "Q3 2025, 3e kwartaal 2025",
    "Acties 1.1, 2.3 en 4.2; doelstelling 6",
    "7001 AB Doetinchem, GM0197",
    "Looptijd 2024-2026, van 1-1-2024 tot en met 31-12-2026",
    "Aantallen: 12, 30, 45 en 101",
    "000000000",
]


def passes_eleven_test(digits: str) -> bool:
    """As the government describes it, without the library."""
    *weighed, last = map(int, digits)
    total = sum((9 - place) * digit for place, digit in enumerate(weighed))
    return int(digits) > 0 and (total - last) % 11 == 0


def eleven_rest(digits: str) -> int:
    """What the ninth digit must be; ten for eight digits that no ninth fits."""
    return sum((9 - place) * int(digit) for place, digit in enumerate(digits)) % 11


nine_digits = st.text("0123456789", min_size=9, max_size=9)
bsns = st.builds(
    lambda digits: f"{digits}{eleven_rest(digits)}",
    st.text("0123456789", min_size=8, max_size=8),
).filter(lambda digits: len(digits) == 9 and passes_eleven_test(digits))
no_bsns = nine_digits.filter(lambda digits: not passes_eleven_test(digits))
# Not what makes the nine digits part of an amount or of a longer number.
surroundings = st.text(
    st.characters(exclude_categories=["Nd", "Nl", "No", "Sc", "Cs"])
).filter(lambda text: "www" not in text.lower() and "http" not in text.lower())


@st.composite
def notations(draw, numbers: st.SearchStrategy[str]) -> str:
    """A number in any grouping, parted by one sign."""
    digits, sign = draw(numbers), draw(st.sampled_from([" ", ".", "-", "–", "\u00a0"]))
    groups, start = [], 0
    for length in draw(st.sampled_from(GROUPS)):
        groups.append(digits[start : start + length])
        start += length
    return sign.join(groups)


@given(surroundings, notations(bsns), surroundings)
def test_every_bsn_in_any_notation_is_found_inside_any_text(before, number, after):
    assume(not after.lower().lstrip().startswith(("euro", "eur", ",-")))
    assume(not before.lower().rstrip().endswith(("euro", "eur")))
    assume("+" not in before + after)

    assert len(find_bsns(f"{before} {number} {after}")) == 1


@given(notations(bsns), st.sampled_from(["bsn{}", "BSN:{},", "({})", "nr.{}.", "“{}”"]))
def test_a_bsn_is_found_against_letters_and_signs(number, text):
    assert [finding.kind for finding in find_bsns(text.format(number))] == [Kind.BSN]


@given(notations(no_bsns))
def test_nine_digits_that_fail_the_eleven_test_are_no_bsn(number):
    assert find_bsns(f"Zaak {number} is gesloten.") == []


@pytest.mark.parametrize("text", HARMLESS)
def test_other_numbers_are_no_bsn(text):
    assert find_bsns(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "op 12 mei 2025 123 456 782 gemeld",
        "in 2025 waren 3 1234 56 782 en 5",
        "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff12",  # full width
        "123\u200b456\u200b782",
        "123\u00ad456\u00ad782",
    ],
)
def test_a_bsn_is_found_beside_other_numbers_and_in_odd_signs(text):
    assert len(find_bsns(text)) == 1


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("Bel 06-12345678.", Kind.PHONE_NUMBER, "06-••••••••"),
        ("Bel (0314) 12 34 56", Kind.PHONE_NUMBER, "(0•••) •• •• ••"),
        ("+31 6 12345678", Kind.PHONE_NUMBER, "+3• • ••••••••"),
        ("+48 22 635 42 21", Kind.PHONE_NUMBER, "+4• •• ••• •• ••"),
        ("Mail jan.jansen@example.nl.", Kind.EMAIL_ADDRESS, "j•••@example.nl"),
        ("JAN@EXAMPLE.NL", Kind.EMAIL_ADDRESS, "J•••@EXAMPLE.NL"),
        ("12-03-1990", Kind.BIRTH_DATE, "12-••-••••"),
        ("12/3/1990", Kind.BIRTH_DATE, "12/•/••••"),
        ("1990-03-12", Kind.BIRTH_DATE, "19••-••-••"),
        ("12 maart 1990", Kind.BIRTH_DATE, "12 ••••• ••••"),
        ("12 mrt. 2016", Kind.BIRTH_DATE, "12 •••. ••••"),
        ("geb. 12-3-90", Kind.BIRTH_DATE, "12-•-••"),
        ("Geboren te Aalten op 3 mei 2019", Kind.BIRTH_DATE, "3 ••• ••••"),
        ("geboortedatum: 1.2.2020", Kind.BIRTH_DATE, "1.•.••••"),
        ("de op 3 mei 2019 geboren zoon", Kind.BIRTH_DATE, "3 ••• ••••"),
    ],
)
def test_what_may_be_data_of_a_person_is_found_and_shown_masked(text, kind, masked):
    found = find_doubtful(text, today=TODAY)

    assert [(finding.kind, finding.masked) for finding in found] == [(kind, masked)]


@pytest.mark.parametrize(
    "text",
    [
        *(text for text in HARMLESS if "+31" not in text and "06-" not in text),
        "Op 30 september 2025 en op 1-10-2025; uiterlijk 31 december 2026.",
        "Sinds 12 maart 2024, en weer vanaf 2025-03-12",
        "Het plan van 1 januari 2017",
        "In 1990 en in maart 1990",
        "31-02-1990 en 12-13-1990 bestaan niet",
        "Het gebied in kaart op 3 mei 2019, gebruik per 4 mei 2020",
        "Meld het bij 0900-8844, 0800-7000, 112 of 14 0314",
        "Overleg van 9:00 tot 10:30 in zaal 1.12",
        "apenstaart @ school, @gemeente",
    ],
)
def test_what_belongs_in_a_report_is_not_asked_about(text):
    assert find_doubtful(text, today=TODAY) == []


@given(st.text())
def test_no_text_is_too_odd(text):
    for finding in [*find_bsns(text), *find_doubtful(text, today=TODAY)]:
        assert finding.masked
        assert finding.fingerprint


@given(st.text("0123456789 .-@geb/€+", max_size=200))
def test_no_text_of_numbers_is_too_odd(text):
    for finding in [*find_bsns(text), *find_doubtful(text, today=TODAY)]:
        assert "•" in finding.masked


def test_the_same_number_is_the_same_finding_however_it_is_written():
    written = ["06-12345678", "06 12 34 56 78", "0612345678"]
    fingerprints = {
        finding.fingerprint
        for number in written
        for finding in find_doubtful(number, today=TODAY)
    }

    assert len(fingerprints) == 1
