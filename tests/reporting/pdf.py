"""Look into a PDF."""

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def open_pdf(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content), strict=True)


def text_of(pdf: PdfReader) -> str:
    return "".join(page.extract_text() for page in pdf.pages)


def squeezed(text: str) -> str:
    """The text without what a line break adds to it: spaces and hyphens."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


def fonts_of(pdf: PdfReader) -> dict[str, DictionaryObject]:
    """The fonts of all pages, by name."""
    fonts = [
        font.get_object()
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    return {font["/BaseFont"]: font for font in fonts}


def structure(pdf: PdfReader) -> Iterator[DictionaryObject]:
    """All elements of the structure tree, as they are read aloud."""
    yield from _descend(pdf.trailer["/Root"]["/StructTreeRoot"])


def _descend(element: DictionaryObject) -> Iterator[DictionaryObject]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield kid
            yield from _descend(kid)
