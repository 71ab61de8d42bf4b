"""A published report with a secret in it, and pages on which that is left out."""

import pytest
from django.urls import reverse

from reporting.models import Report
from reporting.woo.kinds import Kind
from tests.factories import report

from ..published import publish_edition

SECRET = "De recherche kijkt mee bij het onderzoek."


@pytest.fixture
def published(plan, track, officer, coordinator) -> Report:
    """Of which Aalten's note is not for everybody, and is quoted in the summary."""
    report(track, officer, note=SECRET)
    return publish_edition(plan, by=coordinator, summary=f"Het loopt. {SECRET}")


@pytest.fixture
def choices_page(published) -> str:
    return reverse("reporting:public-choices", args=[published.pk])


@pytest.fixture
def exceptions_page(published) -> str:
    return reverse("reporting:public-exceptions", args=[published.pk, Kind.NOTE.value])
