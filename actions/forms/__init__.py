"""The forms of the site."""

from .amendments import RegisterForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm
from .worklist import Deadline, SeenTracksForm, WorklistFilterForm

__all__ = [
    "ConfirmationForm",
    "Deadline",
    "ProgressUpdateForm",
    "RegisterForm",
    "ReportForm",
    "SeenTracksForm",
    "WorklistFilterForm",
]
