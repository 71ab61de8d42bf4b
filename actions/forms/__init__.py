"""The forms of the site."""

from .budget_share import BudgetShareFormSet
from .milestones import (
    PostponeMilestoneForm,
    PutBackMilestoneForm,
    ReachMilestoneForm,
)
from .people import AppointForm, HandoverForm, TrainingForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm

__all__ = [
    "AppointForm",
    "BudgetShareFormSet",
    "ConfirmationForm",
    "HandoverForm",
    "PostponeMilestoneForm",
    "ProgressUpdateForm",
    "PutBackMilestoneForm",
    "ReachMilestoneForm",
    "ReportForm",
    "TrainingForm",
]
