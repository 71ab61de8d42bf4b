"""What people report about tracks."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actions.models import Light, Progress, ProgressUpdate, Submission
from municipalities.models import User

from .rounds import note_report


class ProgressConflict(Exception):
    """Somebody else reported on the track since this person opened it.

    `current` is the update that was saved in the meantime.
    """

    def __init__(self, current: ProgressUpdate | None) -> None:
        super().__init__("the track is not at the version that the author saw")
        self.current = current


class NothingToConfirm(ValidationError):
    """A confirmation came before a first update."""

    def __init__(self) -> None:
        super().__init__("Er is nog niets gemeld dat u kunt bevestigen.")


class NothingToWithdraw(ValidationError):
    """There is no update left to undo."""

    def __init__(self) -> None:
        super().__init__("Er is niets om in te trekken.")


@transaction.atomic
def record_update(
    progress: Progress,
    *,
    author: User,
    key: UUID,
    base_version: int,
    now: datetime | None = None,
    **state: Any,
) -> ProgressUpdate:
    """Save what somebody reports about a track, and make it the track's state.

    `key` belongs to the form: sent again, it returns the update saved before.
    `base_version` is the version that the author saw; `state` holds the values of
    `ProgressUpdate.STATE_FIELDS`; `now` is the clock.

    Raises ProgressConflict when there is a newer update than the author saw, and
    ValidationError when the state lacks something.
    """

    def build(track: Progress) -> ProgressUpdate:
        return ProgressUpdate(kind=ProgressUpdate.Kind.UPDATE, **state)

    return _append(progress, author, key, base_version, now, build)


@transaction.atomic
def confirm(
    progress: Progress,
    *,
    author: User,
    key: UUID,
    base_version: int,
    remedy: str = "",
    now: datetime | None = None,
) -> ProgressUpdate:
    """Save that nothing changed, which makes the state fresh again.

    On red, `remedy` must say again what is done about it. Raises NothingToConfirm
    before a first update, and the same as `record_update`.
    """

    def build(track: Progress) -> ProgressUpdate:
        if track.state is None or track.phase is None:
            raise NothingToConfirm
        update = ProgressUpdate(kind=ProgressUpdate.Kind.CONFIRMATION)
        update.restore(track.state)
        if track.light == Light.RED:
            update.remedy = remedy
        return update

    return _append(progress, author, key, base_version, now, build)


@transaction.atomic
def withdraw(
    progress: Progress,
    *,
    author: User,
    key: UUID,
    base_version: int,
    now: datetime | None = None,
) -> ProgressUpdate:
    """Undo the newest update that stands, by adding a row with the state before it.

    Raises NothingToWithdraw when none stands, and ProgressConflict as `record_update`.
    """

    def build(track: Progress) -> ProgressUpdate:
        standing = list(track.updates.standing()[:2])
        if not standing:
            raise NothingToWithdraw
        undone, *before = standing
        update = ProgressUpdate(kind=ProgressUpdate.Kind.WITHDRAWAL, withdraws=undone)
        for restored in before:
            update.restore(restored)
        return update

    return _append(progress, author, key, base_version, now, build)


def _append(
    progress: Progress,
    author: User,
    key: UUID,
    base_version: int,
    now: datetime | None,
    build: Callable[[Progress], ProgressUpdate],
) -> ProgressUpdate:
    """Add the update that `build` makes of the locked track, and move the state."""
    track = Progress.objects.select_for_update().get(pk=progress.pk)
    sent_before = track.updates.filter(key=key).first()
    if sent_before:
        return sent_before
    if track.version != base_version:
        raise ProgressConflict(track.state)
    update = build(track)
    update.progress = track
    update.sequence = track.version + 1
    update.key = key
    update.author = author
    update.recorded_at = now or timezone.now()
    if update.kind != ProgressUpdate.Kind.WITHDRAWAL:
        update.reported_at = update.recorded_at
    # The rules of the state; those of the database are asked once, by the insert.
    update.full_clean(
        exclude=["progress", "author", "withdraws"],
        validate_unique=False,
        validate_constraints=False,
    )
    update.save()
    track.state = update
    track.version = update.sequence
    track.save(update_fields=["state", "version"])
    note_report(Submission.objects.of_track(track), now=update.recorded_at)
    return update
