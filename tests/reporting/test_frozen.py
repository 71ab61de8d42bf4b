"""What was published never changes: not by the ORM, the admin, nor plain SQL."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from actions.models.append_only import AppendOnlyError
from reporting.models import Publication, Report

from .published import publish_edition

BOTH = pytest.mark.parametrize("model", [Report, Publication])


@pytest.fixture
def published(plan, track, coordinator) -> Report:
    return publish_edition(plan, by=coordinator)


def rows() -> list:
    return [*Report.objects.values(), *Publication.objects.values()]


@pytest.mark.parametrize(
    "change",
    [
        lambda report: setattr(report, "summary", "Anders.") or report.save(),
        lambda report: report.delete(),
        lambda report: Report.objects.update(summary="Anders."),
        lambda report: Report.objects.all().delete(),
        lambda report: Report.objects.bulk_update([report], ["summary"]),
        lambda report: report.publication.save(),
        lambda report: report.publication.delete(),
        lambda report: Publication.objects.update(pdf=b"%PDF"),
        lambda report: Publication.objects.all().delete(),
        lambda report: Publication.objects.bulk_update(
            [report.publication], ["content"]
        ),
        lambda report: Publication.objects.bulk_create([report.publication]),
    ],
)
def test_the_orm_refuses_to_change_what_was_published(published, change):
    before = rows()

    with pytest.raises((AppendOnlyError, TypeError)):
        change(published)

    assert rows() == before


@BOTH
def test_the_database_refuses_what_goes_around_the_orm(published, model):
    before = rows()
    table = model._meta.db_table

    for sql in (
        f"UPDATE {table} SET id = id",
        f"UPDATE {table} SET id = id + 1000",
        f"DELETE FROM {table}",
    ):
        with (
            pytest.raises(IntegrityError, match="Wat is gepubliceerd"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all()._raw_delete("default")
    assert rows() == before


@BOTH
@pytest.mark.skipif(connection.vendor != "postgresql", reason="is of PostgreSQL")
def test_no_table_with_what_was_published_can_be_emptied(published, model):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with (
        pytest.raises(IntegrityError, match="Wat is gepubliceerd"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


@BOTH
@pytest.mark.skipif(connection.vendor != "sqlite", reason="is of SQLite")
def test_no_row_can_take_the_place_of_what_was_published(published, model):
    """SQLite replaces rows without asking the triggers of deletion."""
    before = rows()
    table = model._meta.db_table

    with (
        pytest.raises(IntegrityError, match="Wat is gepubliceerd"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")

    assert rows() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="is of SQLite")
def test_no_draft_can_take_the_number_of_what_was_published(published, aalten):
    draft = Report.objects.create(round=published.round, municipality=aalten)

    with (
        pytest.raises(IntegrityError, match="Wat is gepubliceerd"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE OR REPLACE reporting_report SET id = %s WHERE id = %s",
            [published.pk, draft.pk],
        )


def test_a_draft_can_be_changed_and_thrown_away(published, aalten):
    draft = Report.objects.create(round=published.round, municipality=aalten)

    draft.summary = "Het gaat goed."
    draft.save()
    Report.objects.filter(pk=draft.pk).update(outlook="Verder zo.")
    draft.delete()

    assert list(Report.objects.all()) == [published]


@pytest.mark.parametrize("kind", ["report", "publication"])
@pytest.mark.parametrize("person", ["coordinator", "superuser"])
def test_the_admin_shows_reports_and_changes_none(
    request, client, published, kind, person, django_user_model
):
    user = (
        django_user_model.objects.create_superuser("s@voorbeeld.example", "x" * 12)
        if person == "superuser"
        else request.getfixturevalue(person)
    )
    client.force_login(user)
    row = published if kind == "report" else published.publication
    before = rows()
    name = f"admin:reporting_{kind}"

    shown = client.get(reverse(f"{name}_changelist"))
    page = client.get(reverse(f"{name}_change", args=[row.pk]))
    posted = client.post(reverse(f"{name}_change", args=[row.pk]), {"summary": "X"})
    deleted = client.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"})
    added = client.get(reverse(f"{name}_add"))

    assert (shown.status_code, page.status_code) == (200, 200)
    assert [r.status_code for r in (posted, deleted, added)] == [403, 403, 403]
    assert rows() == before
