import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.spreadsheets.csv_files import write_csv, write_csv_files
from reporting.spreadsheets.ods import write_ods
from reporting.spreadsheets.xlsx import NotWritten, write_xlsx
from reporting.tables import Column, Table, plain_text

from .sheets import read_csv_files, read_ods, read_xlsx

WIDE = "\uff1d\uff0b\uff0d\uff20"
"""The full-width twins of = + - @."""

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://x";"klik")',
    "+31612345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\ufeff=1+1",
    "\u200b =1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
]
TRICKY = [
    "",
    " ",
    "  twee  spaties ",
    "\ttab\tin\ttekst",
    "regel 1\n\n  regel 3\n",
    "{=1+1}",
    "_x0041_",
    "_x005F_",
    'met "aanhalingstekens"; en een puntkomma',
    "<table:formula>&amp;",
    "1.1",
    "http://voorbeeld.nl",
    "😀 שלום",
]
SIGNS = st.sampled_from(WIDE + "=+-@ \t\r\n;\"'_x0<&\ufeff") | st.characters()
TEXTS = st.text(SIGNS, max_size=40)
WRITERS = [(write_ods, read_ods), (write_xlsx, read_xlsx)]


def make_table(*cells: object, title: str = "Tabel") -> Table:
    return Table.of(title, [Column(f"Kolom {n}") for n, _ in enumerate(cells)], [cells])


def read_back(write, read, *cells: object) -> list[object]:
    return read(write([make_table(*cells)]))["Tabel"][1]


@pytest.mark.parametrize(("write", "read"), WRITERS)
@pytest.mark.parametrize("text", FORMULAS + TRICKY)
def test_a_text_is_a_text_in_a_spreadsheet(write, read, text):
    assert read_back(write, read, text, "einde") == [plain_text(text), "einde"]


@pytest.mark.parametrize(("write", "read"), WRITERS)
@given(text=TEXTS)
def test_no_text_is_a_formula_and_each_reads_back_as_it_was_typed(write, read, text):
    assert read_back(write, read, text, "einde") == [plain_text(text), "einde"]


@given(text=TEXTS)
def test_only_control_signs_are_left_out_and_what_parts_words_stays(text):
    seen = "".join(sign for sign in text if sign in "\t\n\r" or sign.isprintable())

    assert plain_text(seen).split() == seen.split()


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_gets_an_apostrophe_in_csv(text):
    assert _in_csv(text) == f"'{plain_text(text)}"


@given(text=TEXTS)
def test_no_cell_of_csv_begins_like_a_formula(text):
    cell = _in_csv(text)

    assert cell in (plain_text(text), f"'{plain_text(text)}")
    assert cell.strip().strip("\ufeff\u200b").strip()[:1] not in [*"=+-@", *WIDE]
    assert cell[:1] not in ["\t", "\n"]


def _in_csv(text: str) -> str:
    (rows,) = read_csv_files(write_csv_files([make_table(text, "einde")])).values()
    assert rows[1][1:] == ["einde"]
    return rows[1][0]


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_numbers_amounts_and_days_have_their_type(write, read):
    cells = [3, Decimal("2500.50"), date(2025, 9, 12), None, ""]

    found = read_back(write, read, *cells)

    assert found[:3] == [3, Decimal("2500.50"), date(2025, 9, 12)]
    assert not any(found[3:])


def test_csv_is_as_dutch_spreadsheets_open_it():
    table = make_table("€ 5", 3, Decimal("2500.50"), date(2025, 9, 12), None)

    assert (
        write_csv(table)
        == (
            "\ufeff"
            '"Kolom 0";"Kolom 1";"Kolom 2";"Kolom 3";"Kolom 4"\r\n'
            '"€ 5";3;"2500,50";"2025-09-12";""\r\n'
        ).encode()
    )


def test_a_column_cannot_be_named_by_a_formula():
    table = Table.of("Tabel", [Column("=1+1")], [["x"]])

    assert read_ods(write_ods([table]))["Tabel"][0] == ["=1+1"]
    assert read_xlsx(write_xlsx([table]))["Tabel"][0] == ["=1+1"]
    assert b"'=1+1" in write_csv(table)


@pytest.mark.parametrize("write", [write_ods, write_xlsx, write_csv_files])
def test_the_same_tables_give_the_same_bytes(write):
    tables = [make_table("een", date(2025, 1, 1)), make_table(2, title="Risico’s")]

    assert write(tables) == write(tables)


def test_the_head_stays_in_sight():
    table = make_table("een")

    with ZipFile(BytesIO(write_ods([table]))) as parts:
        settings = parts.read("settings.xml").decode()
    with ZipFile(BytesIO(write_xlsx([table]))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()

    assert "VerticalSplitMode" in settings
    assert '<pane ySplit="1"' in sheet
    assert 'state="frozen"' in sheet


def test_what_does_not_fit_in_a_cell_is_not_left_out_in_silence():
    with pytest.raises(NotWritten, match="Tabel"):
        write_xlsx([make_table("x" * 40_000)])


def test_days_and_amounts_are_dutch_whatever_the_reader_speaks():
    file = write_ods([make_table(Decimal("2500.50"), date(2025, 9, 12))])

    with ZipFile(BytesIO(file)) as parts:
        content = parts.read("content.xml").decode()
    for style in ("date-style", "currency-style"):
        (opening,) = re.findall(f"<number:{style} [^>]*>", content)
        assert 'number:language="nl" number:country="NL"' in opening
