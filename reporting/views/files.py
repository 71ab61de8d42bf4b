"""A report as a file that a browser opens."""

from django.http import HttpResponse
from django.shortcuts import redirect

from reporting.file_names import name_of_file
from reporting.models import RenderJob


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF under a name that says which edition it is."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


def made_pdf_or_progress(job: RenderJob) -> HttpResponse:
    """The PDF of a job to look at; until it is there, the page that tells how far."""
    if job.pdf is None:
        return redirect(job)
    version = "-concept" if job.report_id else ""
    name = name_of_file(job.round.quarter, job.municipality, version)
    return pdf_response(bytes(job.pdf), name)
