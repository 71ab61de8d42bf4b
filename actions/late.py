"""What was reported too late to count for a round (nagekomen)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .as_of import end_of
from .models import Progress, ProgressUpdate, ReportingRound, Submission


@dataclass(frozen=True, slots=True)
class Count:
    """Which tracks count as silent for a round, and which said something after that."""

    silent: tuple[Progress, ...]
    late: tuple[Progress, ...]


def last_day_to_be_late(reporting_round: ReportingRound, today: date) -> date:
    """The day before the next round opened: what comes then is of that."""
    following = ReportingRound.objects.following(reporting_round).first()
    return following.opens_on - timedelta(days=1) if following else today


def read_count(
    submission: Submission, tracks: Iterable[Progress], *, today: date
) -> Count | None:
    """Read what counts of the tracks of a submission; None while all still does.

    That is what was reported by when it was handed in, once that is accepted, and else
    by when its round closed; as in the report (docs/adr/0022). Three queries.
    """
    reporting_round = submission.round
    is_accepted = submission.state == Submission.State.ACCEPTED
    if not is_accepted and not reporting_round.closed_on:
        return None
    day = reporting_round.closed_on or today
    until = max(day, min(today, last_day_to_be_late(reporting_round, today)))
    own = tuple(tracks)
    rows = Progress.objects.filter(pk__in=[track.pk for track in own]).with_handed_in(
        reporting_round, end_of(day), end_of(until)
    )
    keys = {row.pk: (row.handed_in, row.newest) for row in rows}
    updates = ProgressUpdate.objects.in_bulk(set().union(*keys.values()))
    since = reporting_round.opens_on
    silent, late = [], []
    for track in own:
        counts, newest = (updates.get(key) for key in keys[track.pk])
        is_silent = not (counts and counts.is_fresh(since))
        if is_silent:
            silent.append(track)
        if newest and newest != counts and _adds(newest, None if is_silent else counts):
            late.append(track)
    return Count(silent=tuple(silent), late=tuple(late))


def _adds(newest: ProgressUpdate, counts: ProgressUpdate | None) -> bool:
    """Whether it says something that what counts does not; a confirmation does not."""
    if counts is None:
        return bool(newest.phase)
    return newest.state_values() != counts.state_values()
