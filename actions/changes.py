"""What changed in a plan since the end of a day: its tracks, and the plan itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Self

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q

from .as_of import end_of
from .direction import Direction
from .models import Amendment, Light, Phase, Plan, ProgressUpdate
from .outline import Selection

PER_PAGE = 25
AMENDMENTS_SHOWN = 5

IN_PLAN_ORDER = ["action__objective__number", "action__number", "municipality__name"]
ORDERS: dict[str, list[Any]] = {
    "actie": IN_PLAN_ORDER,
    "wie": [F("municipality__name").asc(nulls_last=True), *IN_PLAN_ORDER],
    "nieuwste": ["-state__recorded_at", "pk"],
}
"""What the list can be sorted by, if not by what asks most attention."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one track; `turn` is the update that brought its state of now."""

    track: Any
    direction: Direction
    old_phase: Phase | None
    old_light: Light | None
    turn: ProgressUpdate
    updates: int
    withdrawals: int

    @classmethod
    def of(cls, track: Any, updates: Sequence[ProgressUpdate]) -> Self:
        """A track of `changed_since`, with its updates since, the oldest first."""
        direction = [*Direction][track.rank]
        newest = turn = updates[-1]
        for update in reversed(updates if direction != Direction.SAME else ()):
            if (update.phase, update.light) != (newest.phase, newest.light):
                break
            turn = update
        return cls(
            track=track,
            direction=direction,
            old_phase=Phase(track.old_phase) if track.old_phase else None,
            old_light=Light(track.old_light) if track.old_light else None,
            turn=turn,
            updates=len(updates),
            withdrawals=sum(
                update.kind == update.Kind.WITHDRAWAL for update in updates
            ),
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Changes in one direction; without one, all of them in another order."""

    direction: Direction | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class DirectionCount:
    """How many tracks went that way."""

    direction: Direction
    tracks: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed since a day, of which one page is read."""

    since: date
    counts: tuple[DirectionCount, ...]
    track_count: int
    update_count: int
    withdrawal_count: int
    page: Page
    groups: tuple[Group, ...]
    amendments: tuple[Amendment, ...]
    has_more_amendments: bool

    @property
    def quiet(self) -> int:
        """Tracks of which nothing was heard since."""
        return self.track_count - sum(count.tracks for count in self.counts)

    @property
    def day_after(self) -> date:
        return self.since + timedelta(1)


def read_changes(
    plan: Plan,
    selection: Selection,
    *,
    since: date,
    direction: str = "",
    order: str = "",
    page: str | None = None,
) -> Changes:
    """Compare the state at the end of a day with the state of now.

    The number of queries does not grow with what changed, nor what is read of it.
    """
    moment = end_of(since)
    tracks = selection.tracks
    changed = tracks.changed_since(moment)
    found = dict(changed.order_by().values_list("rank").annotate(count=Count("pk")))
    counts = tuple(DirectionCount(way, found.get(way.rank, 0)) for way in Direction)
    asked = changed.filter(rank=Direction(direction).rank) if direction else changed
    asked = asked.order_by(*ORDERS[order]) if order else asked.worse_first()
    paginator = Paginator(asked.with_state(), PER_PAGE)
    # Counted already; a cached property.
    paginator.count = sum(
        count.tracks for count in counts if direction in ("", count.direction)
    )
    shown = paginator.get_page(page)
    is_since = Q(updates__recorded_at__gt=moment)
    is_withdrawal = Q(updates__kind=ProgressUpdate.Kind.WITHDRAWAL)
    heard = tracks.aggregate(
        track_count=Count("pk", distinct=True),
        update_count=Count("updates", filter=is_since),
        withdrawal_count=Count("updates", filter=is_since & is_withdrawal),
    )
    amendments = (
        Amendment.objects.filter(plan=plan)
        .recorded_between(since + timedelta(1), None)
        .with_line_count()[: AMENDMENTS_SHOWN + 1]
    )
    return Changes(
        since=since,
        counts=counts,
        page=shown,
        groups=tuple(_grouped(_read(shown, moment), is_grouped=not order)),
        amendments=tuple(amendments)[:AMENDMENTS_SHOWN],
        has_more_amendments=len(amendments) > AMENDMENTS_SHOWN,
        **heard,
    )


def _read(tracks: Page, moment: datetime) -> list[Change]:
    """The tracks of one page, with what was recorded on them since."""
    shown = list(tracks)
    since = (
        ProgressUpdate.objects.filter(progress__in=[track.pk for track in shown])
        .recorded_after(moment)
        .select_related("author")
    )
    updates = {
        track: list(group)
        for track, group in groupby(since, key=lambda update: update.progress_id)
    }
    return [Change.of(track, updates[track.pk]) for track in shown]


def _grouped(changes: Iterable[Change], *, is_grouped: bool) -> Iterator[Group]:
    if not is_grouped:
        if found := tuple(changes):
            yield Group(None, found)
        return
    for way, group in groupby(changes, key=lambda change: change.direction):
        yield Group(way, tuple(group))
