"""The forms of the site."""

from .budget_share import BudgetShareFormSet
from .milestones import (
    PostponeMilestoneForm,
    PutBackMilestoneForm,
    ReachMilestoneForm,
)
from .municipality import ProposalFormSet, ReportingRouteForm
from .people import AppointForm, HandoverForm, TrainingForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm
from .submissions import KeyForm, ReactionForm, RemarkForm, SubmitForm

__all__ = [
    "AppointForm",
    "BudgetShareFormSet",
    "ConfirmationForm",
    "HandoverForm",
    "KeyForm",
    "PostponeMilestoneForm",
    "ProgressUpdateForm",
    "ProposalFormSet",
    "PutBackMilestoneForm",
    "ReachMilestoneForm",
    "ReactionForm",
    "RemarkForm",
    "ReportForm",
    "ReportingRouteForm",
    "SubmitForm",
    "TrainingForm",
]
