"""The forms of the site."""

from .evidence import EvidenceForm, RemovalForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm

__all__ = [
    "ConfirmationForm",
    "EvidenceForm",
    "ProgressUpdateForm",
    "RemovalForm",
    "ReportForm",
]
