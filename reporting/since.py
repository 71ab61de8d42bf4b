"""Compare a report with the last one that was published of the same edition."""

from collections.abc import Iterable, Iterator

from actions.direction import Direction, direction

from .data import Entry, Report, State, Track
from .narrative import AmendmentRow, Move, Named, SinceLast

Key = tuple[str, str]
"""The number of an action and the code of a municipality, or nothing."""


def compare(
    last: Report, now: Report, amendments: tuple[AmendmentRow, ...] = ()
) -> SinceLast:
    """What went better or worse, is late now, fell silent, and was amended since."""
    before = {_key(entry): entry.track for entry in last.entries}
    pairs = [
        (before[_key(entry)], entry) for entry in now.entries if _key(entry) in before
    ]
    return SinceLast(
        quarter=last.quarter,
        as_of=last.as_of,
        worse=tuple(_moves(pairs, Direction.WORSE)),
        better=tuple(_moves(pairs, Direction.BETTER)),
        newly_late=(*_late_actions(before, now), *_late_milestones(last, now)),
        fell_silent=tuple(
            _move(track.state, entry)
            for track, entry in pairs
            if track.state and entry.track.state is None
        ),
        amendments=amendments,
    )


def _key(entry: Entry) -> Key:
    place = entry.track.place
    return entry.action.code, place.code if place else ""


def _moves(pairs: Iterable[tuple[Track, Entry]], wanted: Direction) -> Iterator[Move]:
    """Tracks that were reported on now, beside what was known of them then."""
    for track, entry in pairs:
        old, new = track.state or track.last_known, entry.track.state
        if old and new and direction(_axes(old), _axes(new)) == wanted:
            yield _move(old, entry)


def _axes(state: State) -> tuple[str, str]:
    return state.phase, state.light or ""


def _move(old: State, entry: Entry) -> Move:
    new = entry.track.state
    return Move(
        code=entry.action.code,
        title=entry.action.title,
        owner=entry.track.owner,
        phase=old.phase,
        light=old.light,
        phase_now=new.phase if new else None,
        light_now=new.light if new else None,
    )


def _late_actions(before: dict[Key, Track], now: Report) -> Iterator[Named]:
    owners: dict[tuple[str, str], list[str]] = {}
    for entry in now.entries:
        was = before.get(_key(entry))
        if entry.track.is_overdue and not (was and was.is_overdue):
            named = entry.action.code, entry.action.title
            owners.setdefault(named, []).append(entry.track.owner)
    for (code, title), names in owners.items():
        yield Named(code, title, tuple(names))


def _late_milestones(last: Report, now: Report) -> Iterator[Named]:
    were = {
        (row.title, standing.place) for row in last.milestones for standing in row.late
    }
    for row in now.milestones:
        newly = [s.place for s in row.late if (row.title, s.place) not in were]
        if newly:
            yield Named("", row.title, tuple(filter(None, newly)))
