"""What the files of a report are called."""

from django.utils.text import slugify

from actions.periods import Quarter
from municipalities.models import Municipality

from .models import PublicEdition, Report


def name_of_file(
    quarter: Quarter, municipality: Municipality | None, version: str = ""
) -> str:
    """What a file is called by its edition: letters, numbers and hyphens only."""
    edition = slugify(municipality.name) if municipality else "regio"
    return f"voortgangsrapportage-{quarter.code}-{edition}{version}"


def name_of_public(edition: PublicEdition, suffix: str = "") -> str:
    """What a file of a public edition is called."""
    number = f"-{edition.number}" if edition.number > 1 else ""
    return name_of_published(edition.report, f"-openbaar{number}{suffix}")


def name_of_published(report: Report, suffix: str = "") -> str:
    """What a file of a published report is called; each version has its own."""
    version = f"-versie-{report.version}{suffix}"
    return name_of_file(report.round.quarter, report.municipality, version)
