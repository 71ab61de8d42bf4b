"""The forms of the site."""

from .budget_share import BudgetShareFormSet
from .milestones import (
    PostponeMilestoneForm,
    PutBackMilestoneForm,
    ReachMilestoneForm,
)
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm

__all__ = [
    "BudgetShareFormSet",
    "ConfirmationForm",
    "PostponeMilestoneForm",
    "ProgressUpdateForm",
    "PutBackMilestoneForm",
    "ReachMilestoneForm",
    "ReportForm",
]
