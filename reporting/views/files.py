"""A report as a file that a browser opens."""

from django.http import HttpResponse
from django.utils.text import slugify

from actions.periods import Quarter
from municipalities.models import Municipality


def name_of_file(
    quarter: Quarter, municipality: Municipality | None, version: str = ""
) -> str:
    """What a file is called by its edition: letters, numbers and hyphens only."""
    edition = slugify(municipality.name) if municipality else "regio"
    return f"voortgangsrapportage-{quarter.code}-{edition}{version}"


def pdf_response(
    content: bytes,
    quarter: Quarter,
    municipality: Municipality | None,
    version: str = "",
) -> HttpResponse:
    """A PDF under a name that says which edition it is."""
    name = name_of_file(quarter, municipality, version)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
