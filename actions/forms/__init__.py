"""The forms of the site."""

from .amendments import RegisterForm
from .progress import ConfirmationForm, ProgressUpdateForm, ReportForm

__all__ = ["ConfirmationForm", "ProgressUpdateForm", "RegisterForm", "ReportForm"]
