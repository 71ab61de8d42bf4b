"""The pages on which reports are made, published, read and checked, and of figures."""

from .decisions import add_request, outcome, remove_request, request_page
from .drafts import correct, discard, draft, start_draft, workbench
from .figures import figures
from .genuine import genuine
from .jobs import cancel, job, job_pdf, retry
from .live import municipal_pdf, regional_pdf
from .publishing import publish
from .reading import pdf, read, report, reports
from .sending import sending
from .tables import tables

__all__ = [
    "add_request",
    "cancel",
    "correct",
    "discard",
    "draft",
    "figures",
    "genuine",
    "job",
    "job_pdf",
    "municipal_pdf",
    "outcome",
    "pdf",
    "publish",
    "read",
    "regional_pdf",
    "remove_request",
    "report",
    "reports",
    "request_page",
    "retry",
    "sending",
    "start_draft",
    "tables",
    "workbench",
]
