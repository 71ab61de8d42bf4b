"""The forms of the site."""

from .as_of import AS_OF, AsOfForm
from .history import HistoryForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm

__all__ = [
    "AS_OF",
    "AsOfForm",
    "ConfirmationForm",
    "HistoryForm",
    "ProgressUpdateForm",
    "ReportForm",
]
