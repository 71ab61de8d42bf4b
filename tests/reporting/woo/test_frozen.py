"""A public edition never changes: not by the ORM, nor plain SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from actions.models.append_only import AppendOnlyError
from reporting.models import PublicEdition

from ..published import make_public_edition, publish_edition

TABLE = PublicEdition._meta.db_table


@pytest.fixture
def edition(plan, track, coordinator) -> PublicEdition:
    return make_public_edition(publish_edition(plan, by=coordinator), by=coordinator)


@pytest.mark.parametrize(
    "change",
    [
        lambda edition: edition.save(),
        lambda edition: edition.delete(),
        lambda edition: PublicEdition.objects.update(left_out=1),
        lambda edition: PublicEdition.objects.all().delete(),
        lambda edition: PublicEdition.objects.bulk_update([edition], ["content"]),
        lambda edition: PublicEdition.objects.bulk_create([edition]),
    ],
)
def test_the_orm_refuses_to_change_it(edition, change):
    before = list(PublicEdition.objects.values())

    with pytest.raises((AppendOnlyError, TypeError)):
        change(edition)

    assert list(PublicEdition.objects.values()) == before


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE {TABLE} SET id = id",
        f"UPDATE {TABLE} SET left_out = 0",
        f"DELETE FROM {TABLE}",
    ],
)
def test_the_database_refuses_what_goes_around_the_orm(edition, sql):
    before = list(PublicEdition.objects.values())

    with (
        pytest.raises(IntegrityError, match="Een openbare versie"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert list(PublicEdition.objects.values()) == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="is of SQLite")
def test_no_row_takes_the_place_of_another(edition):
    columns = [field.column for field in PublicEdition._meta.concrete_fields]
    names = ", ".join(columns)

    with (
        pytest.raises(IntegrityError, match="Een openbare versie"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT OR REPLACE INTO {TABLE} ({names}) SELECT {names} FROM {TABLE}"
        )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="is of PostgreSQL")
def test_the_table_cannot_be_emptied(edition):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with (
        pytest.raises(IntegrityError, match="Een openbare versie"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {TABLE} CASCADE")
