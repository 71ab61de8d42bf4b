"""Named questions about the plan and its progress; every query has its name here."""

from .budget import BudgetShareQuerySet
from .milestones import MilestoneStatusQuerySet
from .plan import (
    ActionQuerySet,
    AppendOnlyQuerySet,
    ObjectiveQuerySet,
    ParticipationQuerySet,
    PlanPartQuerySet,
    PlanQuerySet,
    ResultQuerySet,
)
from .progress import (
    ProgressQuerySet,
    ProgressUpdateQuerySet,
)
from .rounds import (
    RoundQuerySet,
    SubmissionQuerySet,
)

__all__ = [
    "ActionQuerySet",
    "AppendOnlyQuerySet",
    "BudgetShareQuerySet",
    "MilestoneStatusQuerySet",
    "ObjectiveQuerySet",
    "ParticipationQuerySet",
    "PlanPartQuerySet",
    "PlanQuerySet",
    "ProgressQuerySet",
    "ProgressUpdateQuerySet",
    "ResultQuerySet",
    "RoundQuerySet",
    "SubmissionQuerySet",
]
