"""Figures and what was shown of them never change, also not by plain SQL."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from actions.periods import Quarter
from reporting.models import FigureRelease, Indicator, Observation, ReleasedFigure
from reporting.releasing import release_figures
from tests.factories import make_region

pytestmark = pytest.mark.django_db

EACH = pytest.mark.parametrize("model", [Observation, FigureRelease, ReleasedFigure])


@pytest.fixture(autouse=True)
def released(coordinator):
    indicator = Indicator.objects.create(
        region=make_region(), source="comensha", title="Signalen"
    )
    Observation.objects.create(
        indicator=indicator,
        year=2025,
        quarter_number=3,
        value=3,
        as_of=date(2025, 10, 1),
        recorded_by=coordinator,
    )
    release_figures(indicator, Quarter(2025, 3), by=coordinator)


def refuses(model, sql):
    before = list(model.objects.values())
    with (
        pytest.raises(IntegrityError, match="veranderen niet"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert list(model.objects.values()) == before


@EACH
def test_the_database_refuses_what_goes_around_the_orm(model):
    table = model._meta.db_table

    refuses(model, f"UPDATE {table} SET id = id")
    refuses(model, f"DELETE FROM {table}")


@EACH
@pytest.mark.skipif(connection.vendor != "postgresql", reason="is of PostgreSQL")
def test_no_table_with_figures_can_be_emptied(model):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    refuses(model, f"TRUNCATE {model._meta.db_table} CASCADE")


@EACH
@pytest.mark.skipif(connection.vendor != "sqlite", reason="is of SQLite")
def test_no_row_can_take_the_place_of_another(model):
    """SQLite replaces rows without asking the triggers of deletion."""
    table = model._meta.db_table
    names = [field.column for field in model._meta.concrete_fields]
    others = ", ".join(name for name in names if name != "id")

    refuses(model, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    if model is not FigureRelease:  # of a quarter there may be several
        refuses(
            model,
            f"INSERT OR REPLACE INTO {table} ({others}) SELECT {others} FROM {table}",
        )
