"""The pages on which reports are made, published, read and checked, and of figures."""

from .decisions import add_request, outcome, remove_request, request_page
from .drafts import correct, discard, draft, start_draft, workbench
from .figures import figures
from .genuine import genuine
from .jobs import cancel, job, job_pdf, retry
from .live import municipal_pdf, regional_pdf
from .public_editions import make_public, public_choices, public_exceptions
from .public_reading import public_pdf, public_preview, public_read, public_tables
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
    "make_public",
    "municipal_pdf",
    "outcome",
    "pdf",
    "public_choices",
    "public_exceptions",
    "public_pdf",
    "public_preview",
    "public_read",
    "public_tables",
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
