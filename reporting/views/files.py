"""A report as a file that a browser opens."""

from django.http import HttpResponse
from django.utils.text import slugify

from actions.periods import Quarter
from municipalities.models import Municipality


def pdf_response(
    content: bytes,
    quarter: Quarter,
    municipality: Municipality | None,
    version: str = "",
) -> HttpResponse:
    """A PDF under a name that says which edition it is."""
    edition = slugify(municipality.name) if municipality else "regio"
    name = f"voortgangsrapportage-{quarter.code}-{edition}{version}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
