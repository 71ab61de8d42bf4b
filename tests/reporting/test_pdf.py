"""The PDF: archivable, accessible, and the same bytes each time."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from actions.models import Light
from reporting.data import Report
from reporting.fonts import unpacked
from reporting.render import render_pdf
from reporting.snapshot import restore
from reporting.spreadsheets.csv_files import name_csv_files, write_csv
from reporting.tables import tabulate

from .content import (
    make_action,
    make_milestone,
    make_municipal_report,
    make_report,
    make_row,
    make_shared_row,
    make_standing,
    make_state,
)
from .full_report import make_full_report
from .pdf import fonts_of, open_pdf, structure, text_of

RED = make_state(
    Light.RED,
    cause="De jurist is vertrokken en de werving heeft niets opgeleverd. " * 5,
    remedy="Een buurgemeente springt bij tot er een nieuwe collega is. " * 5,
)


@pytest.fixture(scope="module")
def report() -> Report:
    return make_full_report("Naar wens.")


@pytest.fixture(scope="module")
def content(report) -> bytes:
    return render_pdf(report)


@pytest.fixture(scope="module")
def pdf(content) -> PdfReader:
    return open_pdf(content)


def bookmarks(pdf: PdfReader) -> list[tuple[str, int]]:
    """The titles of the chapters and the pages on which they begin."""
    return [
        (item.title, pdf.get_destination_page_number(item) + 1)
        for item in pdf.outline
        if not isinstance(item, list)
    ]


def test_it_says_what_it_is_and_in_what_language(pdf):
    assert pdf.trailer["/Root"]["/Lang"] == "nl"
    assert pdf.metadata.title == (
        "Voortgangsrapportage regio Naar wens., 3e kwartaal 2025"
    )
    assert pdf.metadata.author == "Regio Naar wens."
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"] is not False


def test_the_edition_of_a_municipality_says_so():
    report = make_municipal_report(make_row(RED, None))

    assert open_pdf(render_pdf(report)).metadata.title == (
        "Voortgangsrapportage gemeente Aalten, 3e kwartaal 2025"
    )


def test_its_dates_come_from_the_report_and_not_from_the_clock(pdf):
    assert pdf.metadata.creation_date.date() == date(2025, 9, 30)
    assert pdf.metadata.modification_date.date() == date(2025, 9, 30)


def test_it_declares_pdf_a_and_pdf_ua(pdf):
    metadata = pdf.trailer["/Root"]["/Metadata"].get_data().decode()

    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert 'pdfaid:part="3"' in metadata or "<pdfaid:part>3<" in metadata
    assert 'conformance="A"' in metadata or "<pdfaid:conformance>A<" in metadata
    assert metadata.count("<rdf:RDF") == 1


def test_its_data_is_attached_as_what_it_was_made_from(pdf, report):
    files = attached(pdf)

    assert restore(content_of(files["rapportage.json"]).decode()) == report
    assert relations(files) == {"rapportage.json": "/Source"} | {
        name: "/Data" for name in files if name.endswith(".csv")
    }
    tables = dict(name_csv_files(tabulate(report)))
    assert {name: content_of(files[name]) for name in tables} == {
        name: write_csv(table) for name, table in tables.items()
    }
    assert list(files) == sorted([*tables, "rapportage.json"])


def test_each_attachment_says_what_it_is(pdf):
    for name, file in attached(pdf).items():
        embedded = file["/EF"]["/F"]
        media_type = "/application/json" if name.endswith("json") else "/text/csv"
        assert embedded["/Subtype"] == media_type
        assert embedded["/Params"]["/ModDate"] == "D:20250930000000Z"
        assert file["/Desc"]


def attached(pdf: PdfReader) -> dict[str, DictionaryObject]:
    """The files that the whole document is associated with, by name."""
    root = pdf.trailer["/Root"]
    names = root["/Names"]["/EmbeddedFiles"]["/Names"]
    files = dict(zip(names[::2], names[1::2], strict=True))
    assert list(files.values()) == list(root["/AF"])
    return {name: file.get_object() for name, file in files.items()}


def content_of(file: DictionaryObject) -> bytes:
    return file["/EF"]["/F"].get_data()


def relations(files: dict[str, DictionaryObject]) -> dict[str, str]:
    return {name: file["/AFRelationship"] for name, file in files.items()}


def test_it_is_tagged(pdf):
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712, pypdf's own kind of true
    kinds = {element["/S"] for element in structure(pdf)}
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/Figure"} <= kinds


def test_every_cell_of_a_table_names_its_heads(pdf):
    heads = {element["/ID"] for element in structure(pdf) if element["/S"] == "/TH"}

    cells = [element for element in structure(pdf) if element["/S"] == "/TD"]
    for cell in cells:
        named = cell["/A"]["/Headers"]
        assert len(named) >= 2  # that of its row and that of its column
        assert set(named) <= heads
    assert len(cells) > 20


def test_every_figure_has_a_text_alternative(pdf):
    figures = [element for element in structure(pdf) if element["/S"] == "/Figure"]

    alternatives = [figure.get("/Alt") for figure in figures]
    assert all(alternatives)
    assert "loopt vast" in alternatives
    assert any(text.startswith("Stoplicht, van 3:") for text in alternatives)


def test_all_fonts_are_our_own_and_embedded(pdf):
    fonts = fonts_of(pdf)

    assert {name.partition("+")[2] for name in fonts} == {
        "Rapport",
        "Rapport-vet-Semi-Bold",
    }
    for font in fonts.values():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor


def test_the_contents_have_the_page_of_each_chapter(pdf):
    contents = " ".join(pdf.pages[1].extract_text().replace(".", " ").split())

    for title, page in bookmarks(pdf):
        if title != "Inhoud":
            assert f"{title.replace('1 E', '1: E')} {page}" in contents


def test_bookmarks_lead_to_the_chapters_and_their_parts(pdf):
    titles = [title for title, _ in bookmarks(pdf)]

    assert titles == [
        "In het kort",
        "Inhoud",
        "Leeswijzer",
        "Het beeld",
        "Actielijn 1 Eerder in beeld",
        "Resultaten",
        "Mijlpalen",
        "Geld",
        "Risico’s",
        "Cijfers van partners",
        "Bijlage: stand per gemeente",
    ]
    parts = [
        item.title for group in pdf.outline if isinstance(group, list) for item in group
    ]
    assert "Oranje en rood: oorzaak, gevolg en maatregel" in parts
    assert "Regionale en gezamenlijke acties" in parts


def test_pages_are_numbered_and_all_but_the_first_carry_the_title(pdf):
    texts = [page.extract_text() for page in pdf.pages]

    for number, text in enumerate(texts, start=1):
        assert f"pagina {number} van {len(texts)}" in text
    title = "Voortgangsrapportage regio Naar wens., 3e kwartaal 2025"
    assert [title in text for text in texts] == [False] + [True] * (len(texts) - 1)


def test_page_1_is_enough_to_decide_even_when_much_is_wrong():
    rows = [
        make_row(RED, RED, action=make_action(f"1.{n}", title="Bestuurlijke " * 6))
        for n in range(1, 8)
    ]
    standing = make_standing(is_late=True)
    report = make_report(
        *rows,
        make_shared_row(RED, code="2.1", title="Bestuurlijke " * 6),
        plan_title="Uitvoeringsplan Mensenhandel Achterhoek",
        is_closed=False,
        is_demo=True,
        driehoek_on=date(2025, 10, 29),
        milestones=(make_milestone(standing, title="Interne meldroute " * 4),) * 7,
    )
    silence = make_report(make_row(None, None)).silences[0]
    silences = [
        replace(silence, owner=f"Oude IJsselstreek {n}", tracks=9) for n in range(11)
    ]

    pdf = open_pdf(render_pdf(replace(report, silences=tuple(silences))))

    assert "En nog 3 andere." in pdf.pages[0].extract_text()
    assert pdf.pages[1].extract_text().count("Inhoud") == 1
    assert ("Inhoud", 2) in bookmarks(pdf)


def test_the_same_report_gives_the_same_bytes_at_another_time(
    report, content, monkeypatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")  # a clock for fontTools
    unpacked.cache_clear()

    assert render_pdf(report) == content


SCRIPT = """
import django
django.setup()
from hashlib import sha256
from reporting.render import render_pdf
from reporting.snapshot import restore
from reporting.spreadsheets.csv_files import name_csv_files, write_csv
from reporting.tables import tabulate
from tests.reporting.full_report import make_full_report
print(sha256(render_pdf(make_full_report("Naar wens."))).hexdigest())
"""


def test_the_same_report_gives_the_same_bytes_in_another_process(content):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "achterhoek.settings",
            "PYTHONHASHSEED": "1",
            "PYTHONPATH": os.getcwd(),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == sha256(content).hexdigest()


def test_another_report_gives_other_bytes(report, content):
    assert render_pdf(replace(report, as_of=date(2025, 9, 29))) != content


def test_the_text_can_be_copied(pdf):
    text = text_of(pdf)

    assert "Stand op 30 september 2025" in text
    assert "€\u00a020.000" in text
