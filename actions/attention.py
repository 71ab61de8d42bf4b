"""What asks the coordinator's attention in a plan on a day, for who looks at it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from municipalities.models import Municipality, RegionalRole, User
from municipalities.teams import Team, read_posts, read_teams

from .models import Light, Partner, Plan, Progress, ReportingRound, Submission
from .models.state import WORRYING_LIGHTS
from .outline import taking_part
from .postponements import Postponement, read_postponements
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
class VacantPost:
    """A regional post that nobody holds, with the tracks that it leads."""

    role: RegionalRole
    team: Team
    tracks: tuple[Progress, ...]


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
    posts: tuple[VacantPost, ...]
    postponements: tuple[Postponement, ...]
    worries: tuple[Any, ...]
    waiting: tuple[Waiting, ...]
    withheld: int
    """Red and orange tracks of which this person may not read who they wait for."""

    @property
    def vacant(self) -> int:
        return len(self.vacancies) + len(self.posts)

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
        posts=_read_vacant_posts(tracks, today),
        postponements=read_postponements(plan, user, tracks),
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


def _read_vacant_posts(
    tracks: Iterable[Progress], today: date
) -> tuple[VacantPost, ...]:
    led: dict[RegionalRole, list[Progress]] = {}
    for track in tracks:
        if isinstance(track.owner, RegionalRole):
            led.setdefault(track.owner, []).append(track)
    teams = read_posts(led, today)
    return tuple(
        VacantPost(role, teams[role.pk], tuple(led[role]))
        for role in sorted(led, key=lambda role: role.name)
        if teams[role.pk].is_vacant
    )
