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

from .evidence import NO_EVIDENCE, Evidence, attach
from .rounds import note_report


class ProgressConflict(Exception):
    """Something was reported on the track since this person opened the form.

    Mostly by somebody else; also by the same person, who saved the form, went back in
    the browser and changed it. `current` is the update that was saved in the meantime.
    """

    def __init__(self, current: ProgressUpdate | None) -> None:
        super().__init__("the track is not at the version that the author saw")
        self.current = current


class NothingToConfirm(ValidationError):
    """A confirmation came before a first update."""

    def __init__(self) -> None:
        super().__init__("Er is nog niets gemeld dat u kunt bevestigen.")


class NothingToWithdraw(ValidationError):
    """There is no update left that may be undone."""

    def __init__(self, message: str = "Er is niets om in te trekken.") -> None:
        super().__init__(message)


class HandedIn(NothingToWithdraw):
    """The update was part of a submission that was accepted; reports rest on it."""

    def __init__(self, submission: Submission) -> None:
        quarter = submission.round.quarter.prose
        super().__init__(
            f"Dit bericht hoort bij de aanlevering over het {quarter}, die akkoord is."
            " De rapportage steunt erop, dus u kunt het niet meer intrekken. Klopt de"
            " stand niet meer? Meld dan de nieuwe stand."
        )


@transaction.atomic
def record_update(
    progress: Progress,
    *,
    author: User,
    key: UUID,
    base_version: int,
    now: datetime | None = None,
    evidence: Evidence = NO_EVIDENCE,
    **state: Any,
) -> ProgressUpdate:
    """Save what somebody reports about a track, and make it the track's state.

    `key` belongs to the form: sent again as it was, it returns the update saved before.
    `base_version` is the version that the author saw; `state` holds the values of
    `ProgressUpdate.STATE_FIELDS`; `now` is the clock; `evidence` goes with the update.

    Raises ProgressConflict when there is a newer update than the author saw, and
    ValidationError when the state lacks something.
    """

    def build(track: Progress) -> ProgressUpdate:
        return ProgressUpdate(kind=ProgressUpdate.Kind.UPDATE, **state)

    def is_sent_again(saved: ProgressUpdate) -> bool:
        update = ProgressUpdate(kind=ProgressUpdate.Kind.UPDATE, **state)
        update.clean()
        return update.repeats(saved) and not evidence.adds_to(saved)

    update = _append(progress, author, key, base_version, now, build, is_sent_again)
    attach(update, evidence, by=author, now=update.recorded_at)
    return update


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

    def is_sent_again(saved: ProgressUpdate) -> bool:
        return saved.kind == ProgressUpdate.Kind.CONFIRMATION and (
            saved.light != Light.RED or saved.remedy == remedy
        )

    return _append(progress, author, key, base_version, now, build, is_sent_again)


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

    Raises NothingToWithdraw when none stands, HandedIn when it was accepted already,
    and ProgressConflict as `record_update`.
    """

    def build(track: Progress) -> ProgressUpdate:
        standing = list(track.updates.standing()[:2])
        if not standing:
            raise NothingToWithdraw
        undone, *before = standing
        accepted = Submission.objects.of_owner(track).accepted().newest_first().first()
        if accepted and accepted.holds(undone):
            raise HandedIn(accepted)
        update = ProgressUpdate(kind=ProgressUpdate.Kind.WITHDRAWAL, withdraws=undone)
        for restored in before:
            update.restore(restored)
        return update

    def is_sent_again(saved: ProgressUpdate) -> bool:
        return saved.kind == ProgressUpdate.Kind.WITHDRAWAL

    return _append(progress, author, key, base_version, now, build, is_sent_again)


def _append(
    progress: Progress,
    author: User,
    key: UUID,
    base_version: int,
    now: datetime | None,
    build: Callable[[Progress], ProgressUpdate],
    is_sent_again: Callable[[ProgressUpdate], bool],
) -> ProgressUpdate:
    """Add the update that `build` makes of the locked track, and move the state.

    When the form was saved before, `is_sent_again` tells a second click, which changes
    nothing, from a form that was changed since, which must not be lost.
    """
    track = Progress.objects.select_for_update().get(pk=progress.pk)
    saved = track.updates.filter(key=key).first()
    if saved and is_sent_again(saved):
        return saved
    if saved or track.version != base_version:
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
    given = ["progress", "author", "withdraws"]
    update.full_clean(exclude=given, validate_unique=False)
    update.save()
    track.state = update
    track.version = update.sequence
    track.save(update_fields=["state", "version"])
    note_report(Submission.objects.of_owner(progress), now=update.recorded_at)
    return update
