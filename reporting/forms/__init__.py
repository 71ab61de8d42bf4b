"""The forms on which reports are made, found and checked, and figures entered."""

from .archive import ArchiveForm
from .figures import ObservationForm, PublishFiguresForm
from .genuine import GenuineForm
from .report import (
    CorrectionForm,
    DraftForm,
    OutcomeForm,
    PublishForm,
    RequestForm,
    WordsForm,
)

__all__ = [
    "ArchiveForm",
    "CorrectionForm",
    "DraftForm",
    "GenuineForm",
    "ObservationForm",
    "OutcomeForm",
    "PublishFiguresForm",
    "PublishForm",
    "RequestForm",
    "WordsForm",
]
