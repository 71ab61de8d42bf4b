"""What asks the coordinator's attention in a plan on a day, for who looks at it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from municipalities.models import Municipality, RegionalRole, User
from municipalities.teams import Team, read_teams

from .models import (
    AmendmentLine,
    Light,
    MilestoneStatus,
    Partner,
    Plan,
    Progress,
    ReportingRound,
    Submission,
)
from .models.state import WORRYING_LIGHTS
from .naming import shown_day
from .outline import taking_part
from .submission_states import OPEN_STATES

Owner = Municipality | RegionalRole | None
NOT_HANDED_IN = [*OPEN_STATES, Submission.State.APPROVED_INTERNALLY]


@dataclass(frozen=True, slots=True)
class Silence:
    """Who did not report on all of its tracks this round, or did not hand in."""

    owner: Owner
    tracks: int
    silent: tuple[Progress, ...]
    heard_at: datetime | None
    """When it last reported on any of its tracks; None if it never did."""
    silent_since: datetime | None
    """The oldest last report among the silent tracks; None if one never had any."""
    submission: Submission | None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A municipality without an officer."""

    municipality: Municipality
    team: Team


@dataclass(frozen=True, slots=True)
class Postponement:
    """Something that got a later date, once or more, and is not there yet.

    `reason` is empty where this person may not read it.
    """

    subject: str
    owner: str
    url: str
    times: int
    planned: str
    due: str
    reason: str
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A partner, with the tracks that wait for it; the longest first."""

    partner: Partner
    tracks: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """All of it, in the order of the page."""

    round: ReportingRound | None
    fresh_since: date
    silences: tuple[Silence, ...]
    vacancies: tuple[Vacancy, ...]
    postponements: tuple[Postponement, ...]
    worries: tuple[Any, ...]
    waiting: tuple[Waiting, ...]
    withheld: int
    """Red and orange tracks of which this person may not read who they wait for."""

    @property
    def silent_tracks(self) -> int:
        return sum(len(silence.silent) for silence in self.silences)

    @property
    def waiting_tracks(self) -> int:
        return sum(len(waiting.tracks) for waiting in self.waiting)


def read_attention(plan: Plan, user: User, *, today: date) -> Attention:
    """Read what asks attention; the number of queries does not grow with the plan.

    Of a closed plan nothing does any more.
    """
    newest = plan.rounds.opened_by(today).first()
    fresh_since = plan.fresh_since(today)
    tracks = list(
        Progress.objects.of_plan(plan)
        .running()
        .with_state()
        .with_explanation()
        .with_waiting_since()
        .with_note_access(user)
        .with_edit_access(user)
        .in_plan_order()
    )
    submissions = Submission.objects.filter(round=newest).with_names()
    return Attention(
        round=newest,
        fresh_since=fresh_since,
        silences=find_silences(tracks, submissions, fresh_since),
        vacancies=_read_vacancies(plan, today),
        postponements=(*_read_milestones(plan, user), *_read_moved_dates(plan)),
        worries=find_worries(tracks, fresh_since),
        waiting=find_waiting(tracks),
        withheld=sum(
            track.light in WORRYING_LIGHTS and not track.note_is_readable
            for track in tracks
        ),
    )


def find_silences(
    tracks: Iterable[Progress], submissions: Iterable[Submission], fresh_since: date
) -> tuple[Silence, ...]:
    """Who is still silent; those with most tracks open first."""
    handed = {submission.owner: submission for submission in submissions}
    owned: dict[Owner, list[Progress]] = {}
    for track in tracks:
        owned.setdefault(track.owner, []).append(track)
    silences = (
        _silence(owner, own, handed.get(owner), fresh_since)
        for owner, own in owned.items()
    )
    return tuple(
        sorted(
            filter(_is_awaited, silences),
            key=lambda silence: (-len(silence.silent), str(silence.owner)),
        )
    )


def _silence(
    owner: Owner,
    tracks: Sequence[Progress],
    submission: Submission | None,
    fresh_since: date,
) -> Silence:
    silent = tuple(track for track in tracks if not track.is_fresh(fresh_since))
    moments = [track.state.reported_at if track.state else None for track in silent]
    told = [moment for moment in moments if moment]
    heard = (track.state.reported_at for track in tracks if track.state)
    return Silence(
        owner=owner,
        tracks=len(tracks),
        silent=silent,
        heard_at=max(filter(None, heard), default=None),
        silent_since=min(told) if told and len(told) == len(moments) else None,
        submission=submission,
    )


def _is_awaited(silence: Silence) -> bool:
    submission = silence.submission
    return bool(silence.silent) or (
        submission is not None and submission.state in NOT_HANDED_IN
    )


def find_worries(tracks: Iterable[Progress], fresh_since: date) -> tuple[Progress, ...]:
    """What was said to be red or orange this round; red first, then what goes first."""
    worries = [
        track
        for track in tracks
        if track.light in WORRYING_LIGHTS and track.is_fresh(fresh_since)
    ]
    return tuple(
        sorted(
            worries,
            key=lambda track: (track.light != Light.RED, not track.action.is_priority),
        )
    )


def find_waiting(tracks: Iterable[Any]) -> tuple[Waiting, ...]:
    """The tracks that wait for a partner, as far as this person may read that."""
    waiting = [
        track
        for track in tracks
        if track.state and track.state.waits_for and track.note_is_readable
    ]
    waiting.sort(
        key=lambda track: (
            track.state.waits_for.name.casefold(),
            track.state.waits_for.pk,
            track.waiting_since,
        )
    )
    return tuple(
        Waiting(partner, tuple(group))
        for partner, group in groupby(waiting, key=attrgetter("state.waits_for"))
    )


def _read_vacancies(plan: Plan, today: date) -> tuple[Vacancy, ...]:
    if plan.status == Plan.Status.CLOSED:
        return ()
    places = taking_part(plan, today)
    teams = read_teams(places, today)
    return tuple(
        Vacancy(place, teams[place.pk]) for place in places if teams[place.pk].is_vacant
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
