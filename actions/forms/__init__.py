"""The forms of the site."""

from .milestones import (
    PostponeMilestoneForm,
    PutBackMilestoneForm,
    ReachMilestoneForm,
)
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm

__all__ = [
    "ConfirmationForm",
    "PostponeMilestoneForm",
    "ProgressUpdateForm",
    "PutBackMilestoneForm",
    "ReachMilestoneForm",
    "ReportForm",
]
