"""The forms of the site."""

from .amendments import RegisterForm
from .as_of import AS_OF, AsOfForm
from .evidence import EvidenceForm, RemovalForm
from .history import HistoryForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm
from .worklist import Deadline, SeenTracksForm, WorklistFilterForm

__all__ = [
    "AS_OF",
    "AsOfForm",
    "ConfirmationForm",
    "Deadline",
    "EvidenceForm",
    "HistoryForm",
    "ProgressUpdateForm",
    "RegisterForm",
    "RemovalForm",
    "ReportForm",
    "SeenTracksForm",
    "WorklistFilterForm",
]
