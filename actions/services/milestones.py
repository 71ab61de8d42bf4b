"""Milestones that are reached, postponed, or put back to what they were.

The row that is passed is locked by the caller, in the same transaction.
"""

from datetime import date

from django.core.exceptions import ValidationError

from actions.models import MilestoneStatus, Submission
from municipalities.history import give_reason

from .rounds import note_report


def reach_milestone(status: MilestoneStatus, *, on: date, note: str) -> None:
    """Mark a milestone as reached."""
    status.completed_on = on
    status.note = note
    _save(status, "Gehaald")


def postpone_milestone(status: MilestoneStatus, *, until: date, reason: str) -> None:
    """Give a milestone a later date.

    Raises ValidationError when it was reached already.
    """
    if status.completed_on:
        raise ValidationError("Deze mijlpaal is al gehaald.")
    status.due_on = until
    status.note = reason
    _save(status, reason)


def put_back_milestone(status: MilestoneStatus) -> None:
    """Undo that it was reached or, when it was not, that it was postponed last.

    Raises ValidationError when there is nothing to undo.
    """
    if not status.completed_on and not status.due_on:
        raise ValidationError("Er is niets om ongedaan te maken.")
    if status.completed_on:
        status.completed_on = None
    else:
        # Each postponement is to a later date, so the one before it is the earlier one.
        dates = status.history.filter(due_on__lt=status.due_on).order_by("-due_on")
        earlier = dates.first()
        status.due_on = earlier.due_on if earlier else None
    then = status.history.filter(due_on=status.due_on, completed_on=None)
    version = then.order_by("-history_id").first()
    status.note = version.note if version else ""
    _save(status, "Ongedaan gemaakt")


def _save(status: MilestoneStatus, reason: str) -> None:
    status.full_clean()
    give_reason(status, reason)
    status.save()
    plan = status.milestone.objective.action_line.plan
    note_report(Submission.objects.of_place(plan, status.owner))
