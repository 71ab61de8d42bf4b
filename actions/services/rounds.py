"""Rounds, and what is handed in for them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from actions.models import Action, ReportingRound, Submission
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
