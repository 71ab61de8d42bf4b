"""The forms of the site."""

from .amendments import RegisterForm
from .evidence import EvidenceForm, RemovalForm
from .overview import ChangesForm, MatrixForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm
from .worklist import Deadline, SeenTracksForm, WorklistFilterForm

__all__ = [
    "ChangesForm",
    "ConfirmationForm",
    "Deadline",
    "EvidenceForm",
    "MatrixForm",
    "ProgressUpdateForm",
    "RegisterForm",
    "RemovalForm",
    "ReportForm",
    "SeenTracksForm",
    "WorklistFilterForm",
]
