"""Evidence: files that are held, what is attached to an update, and what is removed.

A file is on disk as long as a row refers to it. What is sent is held first; attaching
hands the file over from one row to the other in one transaction. So nothing is left
behind when that fails: the file is held still, and goes after a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from actions.models import Attachment, HeldFile, ProgressUpdate
from actions.uploads import Upload
from municipalities.models import User


@dataclass(frozen=True, slots=True)
class Link:
    """Evidence that stands elsewhere."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What somebody adds to an update."""

    links: tuple[Link, ...] = ()
    files: tuple[HeldFile, ...] = ()

    def adds_to(self, update: ProgressUpdate) -> bool:
        """Whether there is something in it that the update never had."""
        known = set(update.attachments.values_list("sha256", "url"))
        links = {("", link.url) for link in self.links}
        return not known >= links | {(held.sha256, "") for held in self.files}


NO_EVIDENCE = Evidence()


def hold(
    upload: Upload, *, owner: User, key: UUID, now: datetime | None = None
) -> HeldFile:
    """Keep a file until its form is accepted."""
    now = now or timezone.now()
    discard(HeldFile.objects.expired(now))
    same = HeldFile.objects.of_form(owner, key).filter(sha256=upload.sha256).first()
    if same:
        return same
    held = HeldFile(
        owner=owner,
        key=key,
        title=upload.name,
        file_type=upload.kind,
        size=upload.size,
        sha256=upload.sha256,
        held_at=now,
    )
    held.file.save(upload.name, upload.content, save=False)
    try:
        held.save()
    except BaseException:
        held.file.delete(save=False)
        raise
    return held


def hold_for(held_files: Iterable[HeldFile], *, key: UUID) -> None:
    """Keep files on for the form that comes in the place of theirs."""
    HeldFile.objects.filter(pk__in=[held.pk for held in held_files]).update(key=key)


def attach(
    update: ProgressUpdate,
    evidence: Evidence,
    *,
    by: User,
    now: datetime | None = None,
) -> list[Attachment]:
    """Add evidence to an update, and return what is new.

    What it has already is not added again, and neither is what was removed from it.
    """
    if not (evidence.links or evidence.files):
        return []
    with transaction.atomic():
        return _attach(update, evidence, by=by, now=now or timezone.now())


def _attach(
    update: ProgressUpdate, evidence: Evidence, *, by: User, now: datetime
) -> list[Attachment]:
    update = ProgressUpdate.objects.select_for_update().get(pk=update.pk)
    known = set(update.attachments.values_list("sha256", "url"))
    new = [
        Attachment(title=link.title, url=link.url)
        for link in evidence.links
        if ("", link.url) not in known
    ]
    for held in evidence.files:
        if (held.sha256, "") in known:
            discard([held])
        elif _let_go(held):
            new.append(Attachment(**held.content_values()))
            known.add((held.sha256, ""))
    for attachment in new:
        attachment.update = update
        attachment.added_by = by
        attachment.added_at = now
        attachment.save()
    return new


def discard(held_files: Iterable[HeldFile]) -> None:
    """Stop holding files, and delete them."""
    for held in held_files:
        if _let_go(held):
            _delete_on_commit(held.file)


def _let_go(held: HeldFile) -> bool:
    """Stop holding a file; False when somebody else just did, whose it then is."""
    deleted, _ = HeldFile.objects.filter(pk=held.pk).delete()
    return bool(deleted)


@transaction.atomic
def remove_content(
    attachment: Attachment, *, by: User, reason: str, now: datetime | None = None
) -> None:
    """Delete what should never have been added; that it was there stays on record."""
    attachment = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if attachment.removed_at:
        return
    if attachment.file:
        _delete_on_commit(attachment.file)
    attachment.title = attachment.url = ""
    attachment.file = None
    attachment.removed_at = now or timezone.now()
    attachment.removed_by = by
    attachment.removal_reason = reason
    attachment.save()


def _delete_on_commit(file: FieldFile) -> None:
    transaction.on_commit(partial(file.storage.delete, str(file.name)))
