"""Named questions about the plan and its progress; every query has its name here."""

from .amendments import AmendmentLineQuerySet, AmendmentQuerySet
from .assessments import AssessmentQuerySet
from .budget import BudgetLineQuerySet, BudgetShareQuerySet
from .evidence import AttachmentQuerySet, HeldFileQuerySet
from .milestones import MilestoneQuerySet, MilestoneStatusQuerySet
from .plan import (
    ActionQuerySet,
    AmendableQuerySet,
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
    "AmendableQuerySet",
    "AmendmentLineQuerySet",
    "AmendmentQuerySet",
    "AppendOnlyQuerySet",
    "AssessmentQuerySet",
    "AttachmentQuerySet",
    "BudgetLineQuerySet",
    "BudgetShareQuerySet",
    "HeldFileQuerySet",
    "MilestoneQuerySet",
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
