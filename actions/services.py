"""Writes that touch more than one row, each in one transaction."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from municipalities.models import Municipality, User

from .models import (
    Action,
    ActionLine,
    Light,
    Milestone,
    MilestoneStatus,
    Objective,
    Plan,
    Progress,
    ProgressUpdate,
    ReportingRound,
    Result,
    Submission,
)


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


# The plan and its tracks


@transaction.atomic
def create_missing_tracks(plan: Plan) -> int:
    """Give every action and milestone of a plan the tracks and statuses it lacks.

    An action per municipality gets a track for each participating municipality; a
    regional or joint action gets one. Returns how many tracks were made.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    municipalities = list(
        plan.participations.on(timezone.localdate()).values_list(
            "municipality", flat=True
        )
    )
    known = set(Progress.objects.of_plan(plan).values_list("action", "municipality"))
    missing = [
        Progress(action_id=action.pk, municipality_id=municipality)
        for action in Action.objects.of_plan(plan).running()
        for municipality in (municipalities if action.is_local else [None])
        if (action.pk, municipality) not in known
    ]
    Progress.objects.bulk_create(missing)
    _create_missing_milestone_statuses(plan, municipalities)
    return len(missing)


def _create_missing_milestone_statuses(plan: Plan, municipalities: list[int]) -> None:
    known = set(
        MilestoneStatus.objects.of_plan(plan).values_list("milestone", "municipality")
    )
    milestones = Milestone.objects.filter(objective__action_line__plan=plan)
    for milestone in milestones:
        for municipality in municipalities if milestone.is_per_municipality else [None]:
            if (milestone.pk, municipality) not in known:
                MilestoneStatus.objects.create(
                    milestone=milestone, municipality_id=municipality
                )


@transaction.atomic
def rebuild_tracks(action: Action) -> None:
    """Make the tracks of an action fit its scope after that was changed.

    Raises ValidationError when there is progress already: that belongs to the scope
    under which it was reported.
    """
    refuse_when_reported(action)
    action.tracks.all().delete()
    create_missing_tracks(action.objective.action_line.plan)


def refuse_when_reported(action: Action) -> None:
    """Raise ValidationError when somebody has reported on an action."""
    if action.tracks.exclude(version=0).exists():
        raise ValidationError(
            "Er is al voortgang gemeld. Laat deze actie vervallen en maak een nieuwe."
        )


def next_number(item: ActionLine | Objective | Result | Action) -> int:
    """The number that a new part of the plan gets: the highest so far plus one.

    Call it in the transaction that saves the part; it locks the plan, so that two
    people who add at once do not get the same number.
    """
    siblings: QuerySet[Any]
    match item:
        case ActionLine():
            siblings, plan = ActionLine.objects.filter(plan=item.plan), item.plan
        case Objective():
            plan = item.action_line.plan
            siblings = Objective.objects.filter(action_line__plan=plan)
        case Result() | Action():
            plan = item.objective.action_line.plan
            siblings = type(item).objects.filter(objective=item.objective)
    Plan.objects.select_for_update().get(pk=plan.pk)
    return (siblings.aggregate(highest=Max("number"))["highest"] or 0) + 1


@transaction.atomic
def retire_action(
    action: Action, *, reason: str, on: date, replaced_by: Action | None = None
) -> None:
    """End an action without losing what was reported on it.

    Raises ValidationError when the reason is empty or the replacement is the action
    itself.
    """
    action.retired_on = on
    action.retirement_reason = reason.strip()
    action.replaced_by = replaced_by
    action.full_clean()
    action._change_reason = reason.strip()  # type: ignore[attr-defined]
    action.save()


# Progress


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
    return update


# Rounds


@transaction.atomic
def open_round(reporting_round: ReportingRound) -> list[Submission]:
    """Save a round and ask every participant and regional lead to report."""
    reporting_round.full_clean()
    reporting_round.save()
    plan = reporting_round.plan
    municipalities = Municipality.objects.filter(
        pk__in=plan.participations.on(reporting_round.opens_on).values("municipality")
    )
    roles = {
        action.lead_role
        for action in Action.objects.of_plan(plan).running()
        if action.lead_role
    }
    submissions = [
        *(
            Submission(round=reporting_round, municipality=municipality)
            for municipality in municipalities
        ),
        *(
            Submission(round=reporting_round, lead_role=role)
            for role in sorted(roles, key=str)
        ),
    ]
    for submission in submissions:
        submission.save()
    return submissions


@transaction.atomic
def submit(submission: Submission, *, by: User, now: datetime | None = None) -> None:
    """Hand in what was reported, for the coordinator to accept."""
    _require(
        submission,
        Submission.State.REQUESTED,
        Submission.State.IN_PROGRESS,
        Submission.State.APPROVED_INTERNALLY,
        Submission.State.RETURNED,
    )
    submission.state = Submission.State.SUBMITTED
    submission.submitted_at = now or timezone.now()
    submission.submitted_by = by
    submission.save()


@transaction.atomic
def accept(
    submissions: QuerySet[Submission], *, by: User, now: datetime | None = None
) -> int:
    """Accept what was handed in; returns how many. Others are left as they are."""
    handed_in = submissions.filter(state=Submission.State.SUBMITTED)
    accepted = 0
    for submission in handed_in.select_for_update(of=("self",)):
        submission.state = Submission.State.ACCEPTED
        submission.reviewed_at = now or timezone.now()
        submission.reviewed_by = by
        submission.save()
        accepted += 1
    return accepted


@transaction.atomic
def send_back(
    submission: Submission, *, by: User, note: str, now: datetime | None = None
) -> None:
    """Return what was handed in, with what is still needed."""
    _require(submission, Submission.State.SUBMITTED)
    submission.state = Submission.State.RETURNED
    submission.reviewed_at = now or timezone.now()
    submission.reviewed_by = by
    submission.return_note = note
    submission.full_clean()
    submission.save()


def _require(submission: Submission, *states: str) -> None:
    if submission.state not in states:
        raise ValidationError(
            f"Dit kan niet: de aanlevering is {submission.get_state_display()}."
        )
