"""The round over which the reports of these tests are made."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from actions.models import Partner, ReportingRound
from reporting.assemble import build_report
from reporting.data import Report
from tests.factories import make_round

from .published import make_draft

AS_OF = date(2025, 9, 30)


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment on the region's clock."""
    return timezone.make_aware(datetime(year, month, day, hour, minute))


@pytest.fixture
def reporting_round(plan) -> ReportingRound:
    """The third quarter of 2025, reported on from 1 September."""
    return make_round(plan, 2025, 3)


@pytest.fixture
def assemble(reporting_round):
    """Assemble the report of the round, on its last day unless another is given."""

    def assemble(municipality=None, *, as_of: date = AS_OF) -> Report:
        return build_report(reporting_round, as_of=as_of, municipality=municipality)

    return assemble


@pytest.fixture
def desk(client, coordinator):
    """The browser of the coordinator."""
    client.force_login(coordinator)
    return client


@pytest.fixture
def draft(plan, track):
    """A draft over the third quarter of 2025 that can be published."""
    found = make_draft(plan)
    found.summary = "Het gaat goed met de meldroute."
    found.save()
    return found


@pytest.fixture
def make_partner(region):
    """Make a partner of the region."""
    return lambda name: Partner.objects.create(region=region, name=name)
