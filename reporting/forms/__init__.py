"""The forms on which reports are made, found and checked."""

from .archive import ArchiveForm
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
    "OutcomeForm",
    "PublishForm",
    "RequestForm",
    "WordsForm",
]
