"""Named questions about the plan and its progress; every query has its name here."""

from .amendments import AmendmentQuerySet
from .evidence import AttachmentQuerySet, HeldFileQuerySet
from .plan import (
    ActionQuerySet,
    AmendableQuerySet,
    AppendOnlyQuerySet,
    MilestoneQuerySet,
    MilestoneStatusQuerySet,
    ObjectiveQuerySet,
    ParticipationQuerySet,
    PlanPartQuerySet,
    PlanQuerySet,
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
    "AmendmentQuerySet",
    "AppendOnlyQuerySet",
    "AttachmentQuerySet",
    "HeldFileQuerySet",
    "MilestoneQuerySet",
    "MilestoneStatusQuerySet",
    "ObjectiveQuerySet",
    "ParticipationQuerySet",
    "PlanPartQuerySet",
    "PlanQuerySet",
    "ProgressQuerySet",
    "ProgressUpdateQuerySet",
    "RoundQuerySet",
    "SubmissionQuerySet",
]
