"""`manage.py verify_reports` finds every stored report that is not what it was."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.timezone import localdate

from reporting.drafting import assemble
from reporting.frozen_rows import protect, release
from reporting.jobs import publish_at_once
from reporting.models import Publication
from reporting.services import fingerprint
from reporting.snapshot import freeze

from .published import make_draft, publish_edition


@pytest.fixture
def published(plan, track, coordinator) -> Publication:
    return publish_edition(plan, by=coordinator).publication


def tamper(**values: object) -> None:
    """Change what was published as somebody who owns the database could."""
    connection.check_constraints()  # PostgreSQL alters no table while any are open
    release(connection)
    table = Publication._meta.db_table
    with connection.cursor() as cursor:
        for column, value in values.items():
            cursor.execute(f"UPDATE {table} SET {column} = %s", [value])
    protect(connection)


def verify(**options: bool) -> tuple[str, str]:
    output, errors = StringIO(), StringIO()
    try:
        call_command("verify_reports", stdout=output, stderr=errors, **options)
    except CommandError as error:
        return str(error), errors.getvalue()
    return output.getvalue().strip(), errors.getvalue()


def test_all_is_well(published):
    assert verify() == ("1 rapportages gecontroleerd: alles klopt.", "")


def test_without_reports_all_is_well(db):
    assert verify() == ("0 rapportages gecontroleerd: alles klopt.", "")


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("pdf", b"%PDF", "de PDF is niet die van de SHA-256"),
        ("pdf_sha256", "0" * 64, "de PDF is niet die van de SHA-256"),
        ("content", "{}", "de inhoud is niet die van de SHA-256"),
        ("content_sha256", "0" * 64, "de inhoud is niet die van de SHA-256"),
    ],
)
def test_what_was_changed_is_found(published, column, value, fault):
    tamper(**{column: value})

    summary, faults = verify()

    assert summary == "1 van 1 rapportages kloppen niet."
    assert fault in faults
    assert "Regio Achterhoek, Q3 2025" in faults


def test_content_that_cannot_be_read_is_found_though_its_hash_fits(published):
    tamper(content="{}", content_sha256=fingerprint("{}"))

    assert "de inhoud is niet te lezen" in verify()[1]


def test_rendering_again_gives_the_same_pdf_or_is_told(plan, track, coordinator):
    draft = make_draft(plan)
    today = localdate()
    text = freeze(assemble(draft, today=today, published_on=today))
    publish_at_once(draft, by=coordinator, seen=fingerprint(text))

    assert verify(render=True)[0].splitlines() == [
        "1 rapportages gecontroleerd: alles klopt.",
        "Opnieuw gemaakt, met dezelfde PDF: 1.",
    ]

    tamper(pdf=b"%PDF", pdf_sha256=fingerprint(b"%PDF"))
    assert "de inhoud geeft nu een andere PDF" in verify(render=True)[1]


def test_it_tells_how_many_have_a_layout_of_before(published):
    assert verify(render=True)[0].splitlines()[-1] == (
        "Opnieuw gemaakt, met dezelfde PDF: 0."
    )
