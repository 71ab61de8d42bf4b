"""Files in a zip of which the same content gives the same bytes."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MOMENT = 1980, 1, 1, 0, 0, 0
"""The first moment that a zip knows; when it was made is not told."""


def write_zip(files: Iterable[tuple[str, str | bytes]], as_it_is: str = "") -> bytes:
    """Files under their names, in this order; one may be put in without packing."""
    content = BytesIO()
    with ZipFile(content, "w") as packed:
        for name, file in files:
            entry = ZipInfo(name, MOMENT)
            entry.compress_type = ZIP_STORED if name == as_it_is else ZIP_DEFLATED
            packed.writestr(entry, file)
    return content.getvalue()
