"""Rounds, and what is handed in for them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from actions.models import Action, ReportingRound, Submission
from actions.submission_states import MOVES, Act, next_state
from municipalities.models import Municipality, User


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


def note_report(asked: QuerySet[Submission], *, now: datetime | None = None) -> None:
    """Something was reported: who was asked for these submissions is busy.

    What was handed in stays as it is; what comes after that prints as such.
    """
    day = timezone.localdate(now or timezone.now())
    moved: Any = asked
    moved = moved.in_open_rounds(day).in_states(MOVES[Act.REPORT])
    for submission in moved.order_by("pk"):
        _move(submission, Act.REPORT)


def approve_internally(
    submission: Submission, *, by: User, key: UUID, now: datetime | None = None
) -> None:
    """Agree as manager; after that it can be handed in."""

    def sign(held: Submission) -> None:
        held.approved_at, held.approved_by = now or timezone.now(), by
        held.internal_note = ""

    _require(_move(submission, Act.APPROVE, sign, key), submission)


def ask_back(submission: Submission, *, by: User, key: UUID, note: str) -> None:
    """Ask, as manager, for something to be done before it is handed in."""

    def sign(held: Submission) -> None:
        held.internal_note, held.approved_at, held.approved_by = note, None, None

    _require(_move(submission, Act.ASK_BACK, sign, key), submission)


def submit(
    submission: Submission,
    *,
    by: User,
    key: UUID | None = None,
    cover_note: str = "",
    now: datetime | None = None,
) -> None:
    """Hand in what was reported, for the coordinator to accept."""

    def sign(held: Submission) -> None:
        held.submitted_at, held.submitted_by = now or timezone.now(), by
        held.cover_note, held.internal_note = cover_note, ""

    _require(_move(submission, Act.SUBMIT, sign, key), submission)


@transaction.atomic
def accept(
    submissions: QuerySet[Submission], *, by: User, now: datetime | None = None
) -> int:
    """Accept what was handed in; returns how many. Others are left as they are."""

    def sign(held: Submission) -> None:
        held.reviewed_at, held.reviewed_by = now or timezone.now(), by

    handed_in: Any = submissions
    return sum(
        _move(submission, Act.ACCEPT, sign)
        for submission in handed_in.in_states(MOVES[Act.ACCEPT]).order_by("pk")
    )


def send_back(
    submission: Submission,
    *,
    by: User,
    note: str,
    key: UUID | None = None,
    now: datetime | None = None,
) -> None:
    """Return what was handed in, with what is still needed."""

    def sign(held: Submission) -> None:
        held.reviewed_at, held.reviewed_by = now or timezone.now(), by
        held.return_note = note

    if not note.strip():
        raise ValidationError("Schrijf op wat er nog nodig is.")
    _require(_move(submission, Act.SEND_BACK, sign, key), submission)


@transaction.atomic
def _move(
    submission: Submission,
    act: Act,
    sign: Callable[[Submission], None] | None = None,
    key: UUID | None = None,
) -> bool:
    """Bring a submission, locked, to its next state; False if there is none.

    `key` belongs to the form: sent again, it changes nothing.
    """
    Submission.objects.select_for_update().get(pk=submission.pk)
    held = Submission.objects.with_approval_rule().get(pk=submission.pk)
    if key is None or held.last_key != key:
        state = next_state(held.state, act, needs_approval=held.needs_approval)
        if state is None:
            return False
        held.state = state
        held.last_key = key
        if sign:
            sign(held)
        held.save()
    submission.refresh_from_db()
    return True


def _require(moved: bool, submission: Submission) -> None:
    """Raise ValidationError where an act could not be done."""
    if not moved:
        submission.refresh_from_db()
        raise ValidationError(
            f"Dit kan niet: de aanlevering is {submission.get_state_display()}."
        )
