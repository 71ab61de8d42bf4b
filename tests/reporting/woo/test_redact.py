"""What was left out of a public edition is in nothing that is made of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.models import Light
from municipalities.euros import euro
from reporting.data import Report
from reporting.render import render_html
from reporting.snapshot import freeze, restore
from reporting.spreadsheets import KINDS
from reporting.spreadsheets.csv_files import name_csv_files, write_csv
from reporting.tables import tabulate
from reporting.woo.choices import NOTHING_CHOSEN, Choice, Choices
from reporting.woo.grounds import Ground
from reporting.woo.kinds import Kind
from reporting.woo.passages import Passage, find_passages, key_of_line, key_of_table
from reporting.woo.redact import redact

from ..content import (
    AALTEN,
    make_budget_row,
    make_finances,
    make_report,
    make_row,
    make_state,
)
from ..document import said
from ..sheets import read_csv_files, read_ods, read_xlsx
from .marked import make_marked_report

MADE_ON = date(2026, 1, 15)
GROUND = Ground.PROSECUTION
WORD = re.compile(r"merk\d+woord")
CONTENT = make_marked_report()
PASSAGES = find_passages(CONTENT)
SUBJECTS = [(kind, "") for kind in Kind] + [(each.kind, each.key) for each in PASSAGES]

choices = st.builds(
    Choices,
    st.dictionaries(
        st.sampled_from(SUBJECTS),
        st.builds(
            Choice,
            st.none() | st.sampled_from(Ground),
            st.sampled_from(["", "Loopt nog.", *(each.text for each in PASSAGES)]),
        ),
        max_size=20,
    ),
)


def make_public(report: Report, choices: Choices) -> Report:
    return redact(report, choices, number=1, made_on=MADE_ON)


def hide(report: Report, *kinds: Kind) -> Report:
    """The public edition without all of these kinds."""
    return make_public(report, Choices({(kind, ""): Choice(GROUND) for kind in kinds}))


def tells(passage: Passage) -> Iterator[str]:
    """What may not be found of a passage, as it is written somewhere."""
    amounts: list[Decimal | int] = []
    if passage.kind == Kind.MONEY:
        (row,) = (
            row for row in CONTENT.finances.rows if key_of_line(row) == passage.key
        )
        amounts += [row.amount, row.covered, row.uncovered, row.fundings[0].amount]
        amounts += [row.spent.amount, row.allotted.amount]
        amounts += [each.spent for each in row.shares]
    elif passage.kind == Kind.FIGURES:
        (table,) = (
            table for table in CONTENT.figures if key_of_table(table) == passage.key
        )
        amounts += [table.rows[0].figures[0].amount]
        yield table.note
    else:
        yield passage.text
    for amount in amounts:
        yield str(amount)
        yield euro(Decimal(amount)).removeprefix("€ ")


@cache
def every_form(public: Report) -> dict[str, str]:
    """All that is made of a content, as text; the PDF has a test of its own."""
    csv = [write_csv(table).decode() for _, table in name_csv_files(tabulate(public))]
    return {
        "snapshot": freeze(public),
        "page": render_html(public),
        "attached tables": "\n".join(csv),
    }


@settings(max_examples=25, deadline=None)
@given(choices)
def test_what_is_marked_is_nowhere_and_what_is_not_stays(choices):
    public = make_public(CONTENT, choices)

    forms = every_form(public)
    for passage in PASSAGES:
        for word in tells(passage):
            if choices.of(passage).ground:
                assert not [name for name in forms if word in forms[name]], passage
        if not choices.of(passage).ground and passage.kind not in (
            Kind.MONEY,
            Kind.FIGURES,
        ):
            assert passage.text in forms["snapshot"]
    assert restore(forms["snapshot"]) == public


def test_everything_can_be_left_out_at_once():
    public = hide(CONTENT, *Kind)

    for text in every_form(public).values():
        assert not WORD.search(text)
    for kind in ("ods", "xlsx", "csv"):
        content = KINDS[kind].write(tabulate(public))
        read = {"ods": read_ods, "xlsx": read_xlsx, "csv": read_csv_files}[kind]
        sheets = repr(read(content))
        assert not WORD.search(sheets)
        assert "■ Niet openbaar (Woo, artikel 5.1, tweede lid, onder c)" in sheets


def test_without_choices_only_the_notice_is_new():
    public = make_public(CONTENT, NOTHING_CHOSEN)

    assert replace(public, public=None) == CONTENT
    assert "Er is niets weggelaten." in said(public)


def test_the_ground_stands_in_the_place_of_a_text():
    report = make_report(make_row(make_state(Light.RED), places=(AALTEN,)))

    text = said(hide(report, Kind.WORRY))

    assert "Oorzaak ■ Niet openbaar (Woo, artikel 5.1, tweede lid, onder c)" in text
    assert "Te weinig mensen" not in text


def test_a_text_that_is_quoted_elsewhere_is_left_out_there_too():
    row = make_row(
        make_state(Light.RED, cause="De officier wacht op  bewijs."), places=(AALTEN,)
    )
    report = replace(
        make_report(row),
        summary="Rood, want: de officier wacht op bewijs. Verder loopt het.",
    )

    text = said(hide(report, Kind.WORRY))

    assert "bewijs" not in text
    assert "Rood, want: ■ Niet openbaar" in text
    assert "Verder loopt het." in text


def test_a_short_text_leaves_other_texts_alone():
    row = make_row(make_state(note="Ja"), places=(AALTEN,))
    report = replace(make_report(row), summary="Ja, het loopt.", outlook="Ja")

    public = hide(report, Kind.NOTE)

    assert public.summary == "Ja, het loopt."
    assert public.outlook == GROUND.words


def test_a_name_is_left_out_of_texts_as_well():
    row = make_row(make_state(waits_for="J. Jansen"), places=(AALTEN,))
    report = replace(
        make_report(row), summary="J. Jansen belt; J. Jansens is iemand anders."
    )

    public = hide(report, Kind.NAME)

    assert public.summary == f"{GROUND.words} belt; J. Jansens is iemand anders."
    assert "Aalten" in said(public)


def test_sums_count_only_what_is_public():
    shown, hidden = make_budget_row(20000), make_budget_row(50000, title="Geheim")
    report = make_report(finances=make_finances(shown, hidden))

    public = make_public(
        report,
        Choices({(Kind.MONEY, key_of_line(hidden)): Choice(Ground.FINANCES)}),
    )

    text = said(public)
    assert public.finances.budgeted.amount == 20000
    assert "Samen, voor zover bekend en openbaar € 20.000" in text
    assert "70.000" not in text
    assert "50.000" not in text


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Er is € 50.000 nodig.", "Er is {} nodig."),
        ("Er is €50000,- nodig.", "Er is {} nodig."),
        ("Dat kost 50.000 euro.", "Dat kost {}."),
        ("Dat kost 50.000.", "Dat kost {}."),
        ("In 2025 en 50000 meldingen.", "In 2025 en 50000 meldingen."),
        ("€ 50.000.000 en € 150.000", "€ 50.000.000 en € 150.000"),
        ("€ 50.000,50", "€ 50.000,50"),
    ],
)
def test_an_amount_is_left_out_of_texts_as_well(written, left):
    row = make_budget_row(50000)
    report = replace(make_report(finances=make_finances(row)), summary=written)

    public = hide(report, Kind.MONEY)

    assert public.summary == left.format(GROUND.words)


def test_the_last_chapter_says_how_much_was_left_out_on_which_ground():
    choices = {
        (Kind.RISK, ""): Choice(Ground.INSPECTION, "De controles lopen nog."),
        (Kind.NOTE, ""): Choice(Ground.PRIVACY),
    }

    text = said(make_public(CONTENT, Choices(choices)))

    assert "Wat niet openbaar is" in text
    assert (
        "Risico’s 4 Artikel 5.1, tweede lid, onder d: inspectie, controle en toezicht"
        " De controles lopen nog." in text
    )
    assert "Openbare versie, gemaakt op 15 januari 2026." in text


def test_an_exception_goes_before_its_kind():
    first, second, *_ = (each for each in PASSAGES if each.kind == Kind.RISK)
    choices = Choices(
        {
            (Kind.RISK, ""): Choice(Ground.PRIVACY),
            (Kind.RISK, first.key): Choice(None),
            (Kind.RISK, second.key): Choice(Ground.SECURITY),
        }
    )

    public = make_public(CONTENT, choices).risks[0]

    assert public.title == first.text
    assert public.remedy == Ground.SECURITY.words
