"""The forms of the site."""

from .evidence import EvidenceForm, RemovalForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm
from .worklist import Deadline, SeenTracksForm, WorklistFilterForm

__all__ = [
    "ConfirmationForm",
    "Deadline",
    "EvidenceForm",
    "ProgressUpdateForm",
    "RemovalForm",
    "ReportForm",
    "SeenTracksForm",
    "WorklistFilterForm",
]
