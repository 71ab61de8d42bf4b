"""The forms of the site."""

from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm

__all__ = ["ConfirmationForm", "ProgressUpdateForm", "ReportForm"]
