"""Which kinds of file may be evidence, told by what is in them and by nothing else.

Neither the name nor what the browser says counts. Office files are archives: of those
only the one part is read that the standard has for saying what it is, and never more of
it than fits.
"""

import struct
import zlib
from pathlib import PurePath
from typing import IO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from django.db import models


class FileType(models.TextChoices):
    """A kind of file, by its media type; the label is how people call it."""

    PDF = "application/pdf", "PDF"
    ODT = "application/vnd.oasis.opendocument.text", "ODT"
    ODS = "application/vnd.oasis.opendocument.spreadsheet", "ODS"
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "DOCX",
    )
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"
    PNG = "image/png", "PNG"
    JPEG = "image/jpeg", "JPEG"

    @property
    def extensions(self) -> tuple[str, ...]:
        """How the name of such a file ends."""
        return (
            (".jpg", ".jpeg") if self is FileType.JPEG else (f".{self.name.lower()}",)
        )

    def fits(self, name: str) -> bool:
        """Whether a file of that name would be opened as what it is."""
        return PurePath(name).suffix.lower() in self.extensions


EXTENSIONS = tuple(extension for kind in FileType for extension in kind.extensions)

SIGNATURES = {
    b"%PDF-": FileType.PDF,
    b"\x89PNG\r\n\x1a\n": FileType.PNG,
    b"\xff\xd8\xff": FileType.JPEG,
}
ARCHIVE = b"PK\x03\x04"

OPEN_DOCUMENTS = {kind.value.encode(): kind for kind in (FileType.ODT, FileType.ODS)}
OPEN_DOCUMENT_MACROS = ("Basic/", "Scripts/")
OFFICE_DOCUMENTS = {f"{kind}.main+xml": kind for kind in (FileType.DOCX, FileType.XLSX)}
CONTENT_TYPES = "[Content_Types].xml"

LONGEST_PART = 1_000_000
DAMAGED = (
    BadZipFile,
    EOFError,
    NotImplementedError,  # a way of packing that Python does not know
    OSError,
    RuntimeError,  # a password
    SyntaxError,  # of XML
    ValueError,
    struct.error,
    zlib.error,
)
"""What reading an archive that is broken, or made to break something, may raise."""


def type_of(content: IO[bytes]) -> FileType | None:
    """What a file is; None when it is nothing that may be evidence."""
    content.seek(0)
    head = content.read(8)
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return kind
    if not head.startswith(ARCHIVE):
        return None
    try:
        with ZipFile(content) as archive:
            return _open_document(archive) or _office_document(archive)
    except DAMAGED:
        return None


def _open_document(archive: ZipFile) -> FileType | None:
    """An OpenDocument file says what it is in its first part, which is not packed."""
    first, *_ = archive.infolist()
    if first.filename != "mimetype" or first.compress_type != ZIP_STORED:
        return None
    if any(name.startswith(OPEN_DOCUMENT_MACROS) for name in archive.namelist()):
        return None
    return OPEN_DOCUMENTS.get(_read(archive, "mimetype"))


def _office_document(archive: ZipFile) -> FileType | None:
    """An Office Open XML file lists the types of its parts; macros have their own."""
    if CONTENT_TYPES not in archive.namelist():
        return None
    root = ElementTree.fromstring(_read(archive, CONTENT_TYPES))
    types = {element.get("ContentType", "") for element in root}
    if any(sign in name.lower() for name in types for sign in ("macro", "vba")):
        return None
    main_types = types & OFFICE_DOCUMENTS.keys()
    return OFFICE_DOCUMENTS[main_types.pop()] if len(main_types) == 1 else None


def _read(archive: ZipFile, name: str) -> bytes:
    """A part, unpacked no further than a part of this kind can be long."""
    with archive.open(name) as part:
        content = part.read(LONGEST_PART + 1)
    if len(content) > LONGEST_PART:
        raise BadZipFile(name)
    return content
