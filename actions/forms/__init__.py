"""The forms of the site."""

from .amendments import RegisterForm
from .as_of import AS_OF, AsOfForm
from .assessments import AssessmentForm
from .budget_share import BudgetShareFormSet
from .division import DivisionForm
from .evidence import EvidenceForm, RemovalForm
from .history import HistoryForm
from .milestones import (
    PostponeMilestoneForm,
    PutBackMilestoneForm,
    ReachMilestoneForm,
)
from .municipality import ProposalFormSet, ReportingRouteForm
from .overview import ChangesForm, MatrixForm
from .people import AppointForm, HandoverForm, TrainingForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm
from .submissions import AskBackForm, KeyForm, ReactionForm, RemarkForm, SubmitForm
from .worklist import Deadline, SeenTracksForm, WorklistFilterForm

__all__ = [
    "AS_OF",
    "AppointForm",
    "AsOfForm",
    "AskBackForm",
    "AssessmentForm",
    "BudgetShareFormSet",
    "ChangesForm",
    "ConfirmationForm",
    "Deadline",
    "DivisionForm",
    "EvidenceForm",
    "HandoverForm",
    "HistoryForm",
    "KeyForm",
    "MatrixForm",
    "PostponeMilestoneForm",
    "ProgressUpdateForm",
    "ProposalFormSet",
    "PutBackMilestoneForm",
    "ReachMilestoneForm",
    "ReactionForm",
    "RegisterForm",
    "RemarkForm",
    "RemovalForm",
    "ReportForm",
    "ReportingRouteForm",
    "SeenTracksForm",
    "SubmitForm",
    "TrainingForm",
    "WorklistFilterForm",
]
