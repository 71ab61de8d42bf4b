"""The forms on which reports are made, found and checked, and figures entered."""

from .archive import ArchiveForm
from .figures import ObservationForm, PublishFiguresForm
from .genuine import GenuineForm
from .public_edition import ChoicesForm, Subject
from .report import (
    BEING_PUBLISHED,
    CorrectionForm,
    DraftForm,
    OutcomeForm,
    PublishForm,
    RequestForm,
    WordsForm,
    refuse_while_publishing,
)
from .sending import SendingForm

__all__ = [
    "BEING_PUBLISHED",
    "ArchiveForm",
    "ChoicesForm",
    "CorrectionForm",
    "DraftForm",
    "GenuineForm",
    "ObservationForm",
    "OutcomeForm",
    "PublishFiguresForm",
    "PublishForm",
    "RequestForm",
    "SendingForm",
    "Subject",
    "WordsForm",
    "refuse_while_publishing",
]
