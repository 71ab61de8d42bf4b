"""Small files of every kind, made as the standards have them."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files.uploadedfile import SimpleUploadedFile

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"


def zipped(parts: Mapping[str, bytes], *, first_packed: bool = True) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for number, (name, content) in enumerate(parts.items()):
            packed = first_packed or number
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
            archive.writestr(info, content)
    return buffer.getvalue()


def open_document(kind: str = "text", **more: bytes) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    parts = {"mimetype": mimetype, "content.xml": b"<office/>", **more}
    return zipped(parts, first_packed=False)


def office_document(*types: str, **more: bytes) -> bytes:
    overrides = "".join(f'<Override PartName="/x" ContentType="{t}"/>' for t in types)
    content_types = f'<?xml version="1.0"?><Types xmlns="{TYPES}">{overrides}</Types>'
    return zipped({"[Content_Types].xml": content_types.encode(), **more})


ODT = open_document("text")
ODS = open_document("spreadsheet")
DOCX = office_document(f"{OFFICE}.wordprocessingml.document.main+xml")
XLSX = office_document(f"{OFFICE}.spreadsheetml.sheet.main+xml")
DOCM = office_document(
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-office.vbaProject",
)


def upload(name: str = "verslag.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it; what the browser says of it counts for nothing."""
    return SimpleUploadedFile(name, content, content_type="text/html")
