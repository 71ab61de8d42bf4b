"""The page with figures shows what was published, and nothing more."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.periods import Quarter
from reporting.figures import read_figures
from reporting.models import FigureRelease, Indicator, Observation
from reporting.releasing import release_figures
from tests.factories import make_municipality, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipalities():
    return [make_municipality(name) for name in ("Aalten", "Berkelland", "Winterswijk")]


@pytest.fixture
def plan(municipalities):
    return make_plan(*municipalities)


@pytest.fixture
def indicator(plan):
    return Indicator.objects.create(
        region=plan.region, source="veilig_thuis", title="Meldingen"
    )


def publish(indicator, municipalities, values, by, quarter=3):
    for municipality, value in zip(municipalities, values, strict=True):
        Observation.objects.create(
            indicator=indicator,
            municipality=municipality,
            year=2025,
            quarter_number=quarter,
            value=value,
            as_of=date(2025, 10, 1),
            recorded_by=by,
        )
    return release_figures(indicator, Quarter(2025, quarter), by=by)


def read(client, plan):
    return client.get(reverse("reporting:figures", args=[plan.pk])).content.decode()


def test_page_shows_published_figures_with_source_and_day(
    client, plan, indicator, municipalities, coordinator
):
    publish(indicator, municipalities, [3, 41, 0], coordinator)
    client.force_login(coordinator)

    page = read(client, plan)

    cells = re.findall(r'<td class="number">\s*(\S+)\s*</td>', page)
    assert cells == ["&lt;5", "40", "0", "45"]
    assert "Bron: Veilig Thuis, geteld tot en met 1 oktober 2025." in page


def test_figure_that_is_not_published_is_not_shown(
    client, plan, indicator, municipalities, coordinator
):
    Observation.objects.create(
        indicator=indicator,
        year=2025,
        quarter_number=3,
        value=40,
        as_of=date(2025, 10, 1),
        recorded_by=coordinator,
    )
    client.force_login(coordinator)

    assert "Er zijn nog geen cijfers vrijgegeven." in read(client, plan)


def test_quarters_stand_beside_each_other(plan, indicator, municipalities, coordinator):
    publish(indicator, municipalities[:2], [10, 0], coordinator, quarter=2)
    publish(indicator, municipalities, [20, 3, 30], coordinator)

    (table,) = read_figures(plan.region, on=timezone.localdate())

    amounts = {
        row.place: [figure and figure.amount for figure in row.figures]
        for row in table.rows
    }
    assert amounts == {
        "Aalten": [10, 20],
        "Berkelland": [0, 5],
        "Winterswijk": [None, 30],
        "": [10, 55],
    }


def test_day_before_publication_has_no_figures(
    plan, indicator, municipalities, coordinator
):
    publish(indicator, municipalities, [10, 20, 30], coordinator)
    yesterday = timezone.localdate() - timedelta(days=1)

    assert read_figures(plan.region, on=yesterday) == ()


def test_municipality_reads_its_own_row_and_the_region(
    plan, indicator, municipalities, coordinator
):
    publish(indicator, municipalities, [10, 20, 30], coordinator)

    (table,) = read_figures(
        plan.region, on=timezone.localdate(), municipality=municipalities[1]
    )

    assert [row.place for row in table.rows] == ["Berkelland", ""]


def test_withheld_total_is_said_to_be_withheld(
    client, plan, indicator, municipalities, coordinator
):
    publish(indicator, municipalities[:2], [4, 4], coordinator)
    client.force_login(coordinator)

    page = read(client, plan)

    assert FigureRelease.objects.get().figures.last().amount is None
    assert "niet getoond" in page
    assert "“Niet getoond” staat waar" in page
