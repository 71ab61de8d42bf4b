"""What a file must be to be accepted as evidence, and what is known of it then."""

from dataclasses import dataclass
from hashlib import file_digest
from pathlib import PurePath
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat

from municipalities.free_text import refuse_bsn

from .file_types import EXTENSIONS, FileType, type_of

LONGEST_NAME = 200
KINDS = ", ".join(kind.label for kind in FileType)
ACCEPT = ",".join(EXTENSIONS)
"""What a browser lets people choose; nothing rests on it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be evidence."""

    content: File
    name: str
    kind: FileType
    sha256: str

    @property
    def size(self) -> int:
        return self.content.size


def accept(file: File) -> Upload:
    """Look at a file that somebody sent; ValidationError says why it cannot be.

    The kind is that of the content. The name must fit it, or whoever downloads the file
    would open it as something else.
    """
    name = clean_name(file.name or "")
    refuse_bsn(name)
    if not file.size:
        raise ValidationError(f"‘{name}’ is leeg.")
    if file.size > settings.MAX_FILE_BYTES:
        raise ValidationError(
            f"‘{name}’ is te groot. Een bestand is hoogstens"
            f" {filesizeformat(settings.MAX_FILE_BYTES)}."
        )
    content = cast(Any, file.file)
    kind = type_of(content)
    if kind is None:
        raise ValidationError(
            f"‘{name}’ kan niet. Kies een van deze soorten, zonder macro’s en zonder"
            f" wachtwoord: {KINDS}."
        )
    if not kind.fits(name):
        raise ValidationError(
            f"‘{name}’ is een {kind.label}-bestand. Geef het een naam die eindigt op"
            f" {kind.extensions[0]}."
        )
    content.seek(0)
    return Upload(file, name, kind, file_digest(content, "sha256").hexdigest())


def clean_name(name: str) -> str:
    """The name without folders and invisible signs, and not too long."""
    name = PurePath(name.replace("\\", "/")).name
    name = " ".join("".join(filter(str.isprintable, name)).split())
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    return f"{stem[: LONGEST_NAME - len(suffix)]}{suffix}"
