"""What is handed in for the rounds that are open, as one person sees it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Subquery

from municipalities.models import Municipality, User
from municipalities.permissions import access_of

from .late import read_count
from .models import Light, Plan, Progress, ReportingRound, Submission
from .prepared import prepared
from .querysets import SubmissionQuerySet
from .submission_access import SubmissionAccess, access_to
from .submission_states import OPEN_STATES, Act, next_state


@dataclass(frozen=True, slots=True)
class HandingHead:
    """How far a submission is, in plain values; `silent` is a number of tracks."""

    pk: int
    round: str
    owner: str
    state: Submission.State
    approved_at: datetime | None
    submitted_at: datetime | None
    reviewed_at: datetime | None
    reported: int
    tracks: int
    silent: int
    closes_on: date
    is_past_due: bool
    is_closed: bool

    def get_state_display(self) -> str:
        """As the row itself says it."""
        return str(self.state.label)


@dataclass(frozen=True, slots=True)
class Handing:
    """A submission, what a person may do with it, and what is still silent in it.

    `silent` are the tracks that were not reported or confirmed since the round opened
    (geen opgave); `late` those of which something came too late to count (nagekomen),
    as far as that was asked for.
    """

    submission: Submission
    access: SubmissionAccess
    tracks: tuple[Progress, ...]
    silent: tuple[Progress, ...]
    late: tuple[Progress, ...] = ()

    @property
    def can_submit(self) -> bool:
        """Whether this person can hand it in now."""
        return self.access.may_submit and self._leads_on(Act.SUBMIT)

    @property
    def can_approve(self) -> bool:
        """Whether this person, as manager, can agree now."""
        return self.access.may_approve and self._leads_on(Act.APPROVE)

    @property
    def can_ask_back(self) -> bool:
        """Whether this person, as manager, can ask for something first."""
        return self.access.may_approve and self._leads_on(Act.ASK_BACK)

    @property
    def was_asked_back(self) -> bool:
        """Whether what the manager asked still counts, and is for this person."""
        return bool(self.access.reads_internal and self.submission.internal_note)

    @property
    def waits_for_manager(self) -> bool:
        """Whether it can be handed in only once the manager agreed."""
        return self.submission.needs_approval and self.submission.state in OPEN_STATES

    @property
    def was_returned(self) -> bool:
        """Whether the coordinator's note on what is needed still counts."""
        state = self.submission.state
        return bool(self.submission.return_note) and state not in (
            Submission.State.SUBMITTED,
            Submission.State.ACCEPTED,
        )

    @property
    def reported(self) -> int:
        return len(self.tracks) - len(self.silent)

    @property
    def head(self) -> HandingHead:
        """What the head of its card shows."""
        submission, asked = self.submission, self.submission.round
        return HandingHead(
            pk=submission.pk,
            round=str(asked),
            owner=str(submission.owner),
            state=Submission.State(submission.state),
            approved_at=submission.approved_at,
            submitted_at=submission.submitted_at,
            reviewed_at=submission.reviewed_at,
            reported=self.reported,
            tracks=len(self.tracks),
            silent=len(self.silent),
            closes_on=asked.closes_on,
            is_past_due=asked.is_past_due,
            is_closed=asked.closed_on is not None,
        )

    def _leads_on(self, act: Act) -> bool:
        needs_approval = self.submission.needs_approval
        state = next_state(self.submission.state, act, needs_approval=needs_approval)
        return state is not None


def own_handings(
    user: User, *, today: date, tracks: Iterable[Progress]
) -> tuple[Handing, ...]:
    """What this person hands in, or agrees to, for the rounds that are open.

    `tracks` are those that this person reports on, with their state; what somebody
    only agrees to as manager is about others.
    """
    access = access_of(user)
    only_manages = access.manager_of - access.officer_of
    return _handings(_own(user, today), user, None if only_manages else tracks)


@prepared
def _own(user: User, today: date) -> SubmissionQuerySet:
    own = Submission.objects.in_open_rounds(today).of_person(user)
    return own.with_names().with_approval_rule()


def handings_of(
    plan: Plan,
    municipality: Municipality,
    user: User,
    *,
    today: date,
    tracks: Iterable[Progress],
) -> tuple[Handing, ...]:
    """What a municipality hands in for the newest round of a plan, if there is one.

    `tracks` are the municipality's, with their state, as far as work on them goes on.
    """
    newest = ReportingRound.objects.filter(plan=plan).opened_by(today).values("pk")[:1]
    own = Submission.objects.of_place(plan, municipality)
    asked = own.filter(round=Subquery(newest)).with_names().with_approval_rule()
    return _handings(list(asked), user, tracks)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of a submission was reported in its round, and how much goes badly."""

    reported: int
    tracks: int
    worrying: int


def tally(submissions: Sequence[Submission]) -> Mapping[int, Tally]:
    """Count them by their key, with one query; to be read with round and owner."""
    tracks = _tracks_of(submissions)
    return {submission.pk: _tally(submission, tracks) for submission in submissions}


def read_handing(pk: int, user: User, *, today: date) -> Handing:
    """One submission, of whichever round, with what counts of it in the report."""
    asked = Submission.objects.filter(pk=pk).with_names().with_approval_rule()
    handing = _handings(list(asked), user)[0]
    count = read_count(handing.submission, handing.tracks, today=today)
    if count is None:
        return handing
    return replace(handing, silent=count.silent, late=count.late)


def _handings(
    submissions: Sequence[Submission],
    user: User,
    tracks: Iterable[Progress] | None = None,
) -> tuple[Handing, ...]:
    """What these are about; that is read, unless it was read before."""
    tracks = list(_tracks_of(submissions) if tracks is None else tracks)
    return tuple(
        _handing(submission, access_to(submission, user), tracks)
        for submission in submissions
    )


def _tracks_of(submissions: Iterable[Submission]) -> list[Progress]:
    """The tracks that these submissions are about, with one query."""
    plans = {submission.round.plan_id for submission in submissions}
    if not plans:
        return []
    tracks = Progress.objects.running().of_owners(
        municipalities=[row.municipality_id for row in submissions],
        roles=[row.lead_role_id for row in submissions],
    )
    return list(
        tracks.filter(action__objective__action_line__plan__in=plans)
        .with_state()
        .in_plan_order()
    )


def _handing(
    submission: Submission, access: SubmissionAccess, tracks: list[Progress]
) -> Handing:
    own = _own_tracks(submission, tracks)
    return Handing(
        submission=submission,
        access=access,
        tracks=own,
        silent=tuple(
            track for track in own if not track.is_fresh(submission.round.opens_on)
        ),
    )


def _tally(submission: Submission, tracks: list[Progress]) -> Tally:
    own = _own_tracks(submission, tracks)
    fresh = [track for track in own if track.is_fresh(submission.round.opens_on)]
    return Tally(
        reported=len(fresh),
        tracks=len(own),
        worrying=sum(track.light in (Light.ORANGE, Light.RED) for track in fresh),
    )


def _own_tracks(
    submission: Submission, tracks: Iterable[Progress]
) -> tuple[Progress, ...]:
    """Those of these tracks that a submission is about."""
    return tuple(
        track
        for track in tracks
        if track.owner == submission.owner
        and track.action.objective.action_line.plan_id == submission.round.plan_id
    )
