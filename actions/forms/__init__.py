"""The forms of the site."""

from .amendments import RegisterForm
from .evidence import EvidenceForm, RemovalForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm
from .worklist import Deadline, SeenTracksForm, WorklistFilterForm

__all__ = [
    "ConfirmationForm",
    "Deadline",
    "EvidenceForm",
    "ProgressUpdateForm",
    "RegisterForm",
    "RemovalForm",
    "ReportForm",
    "SeenTracksForm",
    "WorklistFilterForm",
]
