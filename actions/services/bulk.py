"""Confirming and withdrawing on several tracks at once.

Each track is a transaction of its own: one that cannot be confirmed does not hold up
the others. The number of queries is therefore linear in the number of tracks that were
ticked, some five each, and depends on nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.core.exceptions import ValidationError

from actions.models import Progress, ProgressUpdate
from actions.seen import SeenTrack
from municipalities.models import User

from .progress import (
    HandedIn,
    NothingToConfirm,
    NothingToWithdraw,
    ProgressConflict,
)
from .progress import confirm as confirm_one
from .progress import withdraw as withdraw_one


class Refusal(Enum):
    """Why one of several tracks was left as it was."""

    NOTHING_REPORTED = "er is nog niets gemeld"
    RED = "het stoplicht is rood; meld eerst wat u eraan doet"
    CHANGED = "iemand heeft intussen iets gemeld"
    NOTHING_LEFT = "er is niets meer om ongedaan te maken"
    HANDED_IN = "de aanlevering waar het bij hoort, is al akkoord"


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What was saved on which track, and which tracks were left, with the reason."""

    saved: tuple[tuple[Progress, ProgressUpdate], ...]
    refused: tuple[tuple[Progress, Refusal], ...]

    def refused_by_reason(self) -> dict[Refusal, list[Progress]]:
        """The tracks that were left, together where the reason is the same."""
        reasons: dict[Refusal, list[Progress]] = {}
        for track, reason in self.refused:
            reasons.setdefault(reason, []).append(track)
        return reasons


def confirm_many(
    seen: Iterable[tuple[Progress, SeenTrack]],
    *,
    author: User,
    now: datetime | None = None,
) -> BulkOutcome:
    """Confirm that nothing changed on each of these tracks, where that can be."""

    def confirm(track: Progress, seen: SeenTrack) -> ProgressUpdate | Refusal:
        try:
            return confirm_one(
                track, author=author, key=seen.key, base_version=seen.version, now=now
            )
        except NothingToConfirm:
            return Refusal.NOTHING_REPORTED
        except ValidationError:
            # What was saved before lacks only the remedy, which red asks again.
            return Refusal.RED

    return _each(seen, confirm)


def withdraw_many(
    seen: Iterable[tuple[Progress, SeenTrack]],
    *,
    author: User,
    now: datetime | None = None,
) -> BulkOutcome:
    """Undo the newest update of each of these tracks, if that is what was seen."""

    def withdraw(track: Progress, seen: SeenTrack) -> ProgressUpdate | Refusal:
        try:
            return withdraw_one(
                track, author=author, key=seen.key, base_version=seen.version, now=now
            )
        except HandedIn:
            return Refusal.HANDED_IN
        except NothingToWithdraw:
            return Refusal.NOTHING_LEFT

    return _each(seen, withdraw)


def _each(
    seen: Iterable[tuple[Progress, SeenTrack]],
    act: Callable[[Progress, SeenTrack], ProgressUpdate | Refusal],
) -> BulkOutcome:
    saved, refused = [], []
    for track, as_seen in seen:
        try:
            outcome = act(track, as_seen)
        except ProgressConflict:
            outcome = Refusal.CHANGED
        if isinstance(outcome, Refusal):
            refused.append((track, outcome))
        else:
            saved.append((track, outcome))
    return BulkOutcome(tuple(saved), tuple(refused))
