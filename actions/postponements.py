"""What of a plan keeps getting later: milestones, tracks, and periods of the plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.utils import timezone

from municipalities.days import short_day
from municipalities.models import User

from .models import (
    AmendmentLine,
    MilestoneStatus,
    Phase,
    Plan,
    Progress,
    ProgressUpdate,
)
from .naming import shown_day


@dataclass(frozen=True, slots=True)
class Postponement:
    """Something that was put off, once or more, and is not there yet.

    A track that is put off has no new date, but a day since when. `reason` is empty
    where this person may not read it.
    """

    subject: str
    owner: str
    url: str
    times: int
    planned: str
    due: str
    reason: str
    since: str = ""
    is_withheld: bool = False


def read_postponements(
    plan: Plan, user: User, tracks: Iterable[Progress]
) -> tuple[Postponement, ...]:
    """What was put off: milestones, these running tracks, and periods of the plan."""
    return (
        *_read_milestones(plan, user),
        *_read_tracks(tracks),
        *_read_moved_dates(plan),
    )


def _read_milestones(plan: Plan, user: User) -> list[Postponement]:
    """Milestones that somebody postponed; what moved most often first."""
    statuses = (
        MilestoneStatus.objects.of_plan(plan)
        .postponed()
        .with_postponements()
        .with_note_access(user)
    )
    return [
        Postponement(
            subject=str(status.milestone),
            owner=str(status.municipality or "Regio"),
            url=status.get_absolute_url(),
            times=status.postponements,
            planned=str(status.milestone.due),
            due=str(status.due),
            reason=status.note if status.note_is_readable else "",
            is_withheld=not status.note_is_readable,
        )
        for status in sorted(statuses, key=lambda status: -status.postponements)
    ]


def _read_tracks(tracks: Iterable[Progress]) -> list[Postponement]:
    """Tracks in the phase *uitgesteld*; what was put off most often first."""
    put_off = [
        (track, track.state)
        for track in tracks
        if track.state and track.phase == Phase.POSTPONED
    ]
    told = ProgressUpdate.objects.that_stand_on(track for track, _ in put_off)
    runs = {
        track: tuple(_read_runs(updates))
        for track, updates in groupby(told, key=attrgetter("progress_id"))
    }
    return [
        Postponement(
            subject=str(track.action),
            owner=str(track.owner),
            url=track.get_absolute_url(),
            times=len(runs[track.pk]),
            planned=short_day(track.due_on) if track.due_on else "",
            due="",
            since=short_day(timezone.localdate(runs[track.pk][-1])),
            reason=state.note if track.note_is_readable else "",
            is_withheld=not track.note_is_readable,
        )
        for track, state in sorted(put_off, key=lambda each: -len(runs[each[0].pk]))
    ]


def _read_runs(updates: Iterable[ProgressUpdate]) -> Iterator[datetime]:
    """The moment at which each spell in the phase *uitgesteld* began."""
    for phase, spell in groupby(updates, key=attrgetter("phase")):
        if phase == Phase.POSTPONED:
            yield next(spell).recorded_at


def _read_moved_dates(plan: Plan) -> Iterator[Postponement]:
    """What of the plan itself got a later last day by decisions, as the register says.

    What was moved forward again, by as much or more, is not late any more.
    """
    if plan.status == Plan.Status.CLOSED:
        return
    moves: dict[tuple[str, int], list[AmendmentLine]] = {}
    for line in AmendmentLine.objects.of_plan(plan).moving_dates():
        moves.setdefault((line.model_name, line.row_pk), []).append(line)
    for lines in moves.values():
        later = [line for line in lines if _is_later(line.old_text, line.new_text)]
        first, last = lines[0], lines[-1]
        page = last.action or last.objective
        if later and page and _is_later(first.old_text, last.new_text):
            yield Postponement(
                subject=last.subject,
                owner="Het plan",
                url=page.get_absolute_url(),
                times=len(later),
                planned=first.old_text,
                due=last.new_text,
                reason=later[-1].amendment.reason,
            )


def _is_later(old: str, new: str) -> bool:
    before, after = shown_day(old), shown_day(new)
    return before is not None and after is not None and after > before
