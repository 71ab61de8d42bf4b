"""Whether the files on disk are those that the database knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest

from django.core.files.storage import default_storage

from .models import Attachment, HeldFile
from .models.attachment import FOLDER
from .querysets.evidence import HELD_FOR


@dataclass(frozen=True, slots=True)
class FilesCheck:
    """What is wrong."""

    missing: list[Attachment]
    changed: list[Attachment]
    orphaned: list[str]
    """Files to which no row refers; a stopped process can leave one behind."""


def check_files(now: datetime) -> FilesCheck:
    """Compare the disk with the database; what was sent just now is left alone."""
    attachments = Attachment.objects.downloadable().order_by("pk")
    missing, changed = [], []
    for attachment in attachments.iterator():
        try:
            with attachment.file.open("rb") as content:
                digest = file_digest(content.file, "sha256").hexdigest()
        except FileNotFoundError:
            missing.append(attachment)
        else:
            if digest != attachment.sha256:
                changed.append(attachment)
    return FilesCheck(missing, changed, list(_orphans(now)))


def _orphans(now: datetime) -> Iterator[str]:
    known = set(Attachment.objects.values_list("file", flat=True))
    known |= set(HeldFile.objects.values_list("file", flat=True))
    if not default_storage.exists(FOLDER):
        return
    _, names = default_storage.listdir(FOLDER)
    for name in (f"{FOLDER}/{name}" for name in sorted(names)):
        is_old = default_storage.get_modified_time(name) < now - HELD_FOR
        if name not in known and is_old:
            yield name
