"""Read spreadsheets as their standards say, by other means than they were written."""

import csv
import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

Sheets = dict[str, list[list[object]]]
"""The cells of each sheet, row by row; numbers are Decimals."""

ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT = ODF % "office", ODF % "table", ODF % "text"
OOXML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_ods(content: bytes) -> Sheets:
    """Every cell by the type it has; fails where any has a formula."""
    with ZipFile(BytesIO(content)) as parts:
        assert parts.infolist()[0].filename == "mimetype"
        for name in parts.namelist()[1:]:
            ElementTree.fromstring(parts.read(name))
        tree = ElementTree.fromstring(parts.read("content.xml"))
    assert not [cell for cell in tree.iter() if cell.get(f"{TABLE}formula")]
    return {
        sheet.get(f"{TABLE}name"): [
            [_ods_cell(cell) for cell in row] for row in sheet.iter(f"{TABLE}table-row")
        ]
        for sheet in tree.iter(f"{TABLE}table")
    }


def _ods_cell(cell: ElementTree.Element) -> object:
    match cell.get(f"{OFFICE}value-type"):
        case None:
            return None
        case "date":
            return date.fromisoformat(cell.get(f"{OFFICE}date-value"))
        case "string":
            return "\n".join(map(_ods_paragraph, cell.iter(f"{TEXT}p")))
    return Decimal(cell.get(f"{OFFICE}value"))


def _ods_paragraph(paragraph: ElementTree.Element) -> str:
    """The text of a paragraph, in which spaces of XML collapse (ODF, 6.1.2)."""
    pieces = [_collapsed(paragraph.text)]
    for part in paragraph:
        pieces += [" " * int(part.get(f"{TEXT}c")), _collapsed(part.tail)]
    assert not pieces[0].startswith(" ")
    assert not pieces[-1].endswith(" ")
    return "".join(pieces)


def _collapsed(text: str | None) -> str:
    return re.sub("[ \t\r\n]+", " ", text or "")


def read_xlsx(content: bytes) -> Sheets:
    """Every cell by the type it has; fails where any has a formula."""
    with ZipFile(BytesIO(content)) as parts:
        book = ElementTree.fromstring(parts.read("xl/workbook.xml"))
        texts = [
            _unescaped("".join(part.text or "" for part in item.iter(f"{OOXML}t")))
            for item in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        ]
        sheets = {
            sheet.get("name"): ElementTree.fromstring(
                parts.read(f"xl/worksheets/sheet{number}.xml")
            )
            for number, sheet in enumerate(book.iter(f"{OOXML}sheet"), 1)
        }
        styles = ElementTree.fromstring(parts.read("xl/styles.xml"))
    formats = {
        each.get("numFmtId"): each.get("formatCode")
        for each in styles.iter(f"{OOXML}numFmt")
    }
    looks = [
        formats.get(look.get("numFmtId"), "")
        for look in styles.find(f"{OOXML}cellXfs").iter(f"{OOXML}xf")
    ]
    assert not [name for name in sheets if list(sheets[name].iter(f"{OOXML}f"))]
    return {
        name: [
            [_xlsx_cell(cell, texts, looks) for cell in row]
            for row in sheet.iter(f"{OOXML}row")
        ]
        for name, sheet in sheets.items()
    }


def _xlsx_cell(cell: ElementTree.Element, texts: list[str], looks: list[str]) -> object:
    value = cell.find(f"{OOXML}v")
    if value is None:
        return "" if cell.get("t") == "str" else None
    if cell.get("t") == "s":
        return texts[int(value.text)]
    if "yyyy" in looks[int(cell.get("s", 0))]:
        return date(1899, 12, 30) + timedelta(days=int(value.text))
    return Decimal(value.text)


def _unescaped(text: str) -> str:
    """What an ST_Xstring says (ECMA-376, 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def read_csv_files(content: bytes) -> Sheets:
    """The rows of every file as texts."""
    with ZipFile(BytesIO(content)) as files:
        return {
            name: list(
                csv.reader(
                    StringIO(files.read(name).decode("utf-8-sig"), newline=""),
                    delimiter=";",
                )
            )
            for name in files.namelist()
        }
