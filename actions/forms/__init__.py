"""The forms of the site."""

from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm
from .worklist import Deadline, SeenTracksForm, WorklistFilterForm

__all__ = [
    "ConfirmationForm",
    "Deadline",
    "ProgressUpdateForm",
    "ReportForm",
    "SeenTracksForm",
    "WorklistFilterForm",
]
