"""How far the making of a PDF is, and a way to let go of it halfway.

WeasyPrint logs each step and each page that it lays out (its documentation: "Logging").
That is where to look on, and the one place where to stop.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import get_ident

from weasyprint.logger import PROGRESS_LOGGER

from .models import RenderJob

STEP = re.compile(r"Step (\d)")
PAGE = re.compile(r"Page (\d+)")
Step = RenderJob.Step
STEPS = {5: Step.LAYING_OUT, 6: Step.WRITING, 7: Step.WRITING}
"""By the number that WeasyPrint gives them; the others read."""


class Abandoned(Exception):
    """Nobody waits for it any more, or another worker makes it."""


@dataclass
class Progress:
    """How far it is, as one thread writes and another reads."""

    step: Step = Step.READING
    page: int = 0
    is_abandoned: bool = False

    def tell(self, message: str) -> None:
        """Take over what WeasyPrint says. Raises Abandoned when it may stop."""
        if self.is_abandoned:
            raise Abandoned
        if step := STEP.search(message):
            self.step = STEPS.get(int(step[1]), Step.READING)
        if page := PAGE.search(message):
            self.page = max(self.page, int(page[1]))  # it may begin again


class _Listener(logging.Handler):
    """Hands on what is said in the thread that made it."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress
        self.thread_of_maker = get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread_of_maker:
            self.progress.tell(record.getMessage())


@contextmanager
def followed(progress: Progress) -> Iterator[None]:
    """Keep up how far the PDF is that is made within."""
    listener = _Listener(progress)
    PROGRESS_LOGGER.addHandler(listener)
    try:
        yield
    finally:
        PROGRESS_LOGGER.removeHandler(listener)
