"""What a file is, told by its content; anything else is refused."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.file_types import FileType, type_of
from tests import files
from tests.files import OFFICE, office_document, open_document, zipped

WORD = f"{OFFICE}.wordprocessingml.document.main+xml"
SHEET = f"{OFFICE}.spreadsheetml.sheet.main+xml"
GOOD = {
    FileType.PDF: files.PDF,
    FileType.ODT: files.ODT,
    FileType.ODS: files.ODS,
    FileType.DOCX: files.DOCX,
    FileType.XLSX: files.XLSX,
    FileType.PNG: files.PNG,
    FileType.JPEG: files.JPEG,
}


def kind(content: bytes) -> FileType | None:
    return type_of(BytesIO(content))


@pytest.mark.parametrize("expected", GOOD)
def test_every_kind_is_told_by_its_content(expected):
    assert kind(GOOD[expected]) == expected


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"Zomaar tekst", id="text"),
        pytest.param(b"<html><script>alert(1)</script>", id="a page"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
        pytest.param(b"MZ\x90\x00", id="a program"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", id="an old or locked office file"
        ),
        pytest.param(b" " + files.PDF, id="a pdf behind something else"),
        pytest.param(b"MZ" + files.DOCX, id="an office file behind something else"),
        pytest.param(zipped({"a.txt": b"a"}), id="a zip"),
        pytest.param(zipped({}), id="an empty zip"),
        pytest.param(
            zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b""}),
            id="a zip with the folders of an office file",
        ),
        pytest.param(office_document(WORD, SHEET), id="two office files in one"),
        pytest.param(files.DOCM, id="an office file with macros"),
        pytest.param(
            office_document(WORD, "application/vnd.ms-office.vbaProject"),
            id="macros under the name of a plain office file",
        ),
        pytest.param(
            office_document(SHEET, "application/vnd.ms-excel.macrosheet+xml"),
            id="a sheet of macros",
        ),
        pytest.param(
            office_document(f"{OFFICE}.presentationml.presentation.main+xml"),
            id="slides",
        ),
        pytest.param(open_document("presentation"), id="open slides"),
        pytest.param(
            open_document(**{"Basic/Standard/Module1.xml": b""}),
            id="an open document with macros",
        ),
        pytest.param(
            open_document(**{"Scripts/python/a.py": b""}),
            id="an open document with scripts",
        ),
        pytest.param(
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            id="an open document that says so in a packed part",
        ),
        pytest.param(
            zipped({"mimetype": b" " * 2_000_000}), id="a part that unpacks to much"
        ),
        pytest.param(
            zipped({"[Content_Types].xml": b" " * 100_000_000}),
            id="a part that unpacks to very much",
        ),
        pytest.param(
            zipped(
                {
                    "[Content_Types].xml": (
                        b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
                        + b"".join(
                            b'<!ENTITY a%d "%s">'
                            % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10)
                            for n in range(9)
                        )
                        + b"]><Types>&a8;</Types>"
                    )
                }
            ),
            id="xml that grows for ever",
        ),
        pytest.param(files.DOCX[: len(files.DOCX) // 2], id="half an office file"),
    ],
)
def test_anything_else_is_refused(content):
    assert kind(content) is None


@given(st.binary())
def test_no_content_is_too_odd(content):
    kind(content)
    kind(b"PK\x03\x04" + content)


@given(
    st.sampled_from([files.DOCX, files.ODT]),
    st.integers(0, 400),
    st.binary(min_size=1, max_size=8),
)
def test_no_damage_to_an_archive_is_too_odd(content, place, damage):
    kind(content[:place] + damage + content[place + len(damage) :])


@pytest.mark.parametrize(
    ("expected", "name", "fits"),
    [
        (FileType.PDF, "verslag.pdf", True),
        (FileType.PDF, "VERSLAG.PDF", True),
        (FileType.JPEG, "foto.jpg", True),
        (FileType.JPEG, "foto.jpeg", True),
        (FileType.PDF, "verslag.docx", False),
        (FileType.PDF, "verslag", False),
        (FileType.PDF, ".pdf", False),
        (FileType.DOCX, "verslag.docm", False),
        (FileType.PNG, "plaatje.png.exe", False),
    ],
)
def test_a_name_must_fit_what_a_file_is(expected, name, fits):
    assert expected.fits(name) == fits
