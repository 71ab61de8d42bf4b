"""The command that compares the files on disk with the database."""

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from actions.models import HeldFile
from tests.factories import attach_file, report
from tests.files import DOCX

LONG_AGO = (timezone.now() - timedelta(days=2)).timestamp()


@pytest.fixture
def attachment(track, officer):
    return attach_file(report(track, officer), officer)


def check(**options) -> str:
    output = StringIO()
    try:
        call_command("check_files", stdout=output, **options)
    except CommandError as error:
        output.write(str(error))
    return output.getvalue()


def test_all_is_well(attachment):
    assert check() == "De bestanden kloppen met de database.\n"


def test_a_file_that_is_gone_or_changed_is_named(attachment, track, officer):
    changed = attach_file(track.updates.get(), officer, name="b.docx", content=DOCX)
    os.remove(attachment.file.path)
    Path(changed.file.path).write_bytes(b"x")

    assert check().splitlines() == [
        f"Ontbreekt: bijlage {attachment.pk}, verslag.pdf",
        f"Veranderd: bijlage {changed.pk}, b.docx",
        "De bestanden kloppen niet met de database.",
    ]


def test_a_file_without_a_row_is_named_and_deleted_when_asked(attachment):
    orphan = Path(attachment.file.path).with_name("oud")
    orphan.write_bytes(b"x")
    os.utime(orphan, (LONG_AGO, LONG_AGO))
    attachment_path = Path(attachment.file.path)
    os.utime(attachment_path, (LONG_AGO, LONG_AGO))

    assert "Hoort nergens bij: bijlagen/oud\n" in check()
    assert orphan.exists()
    assert check(delete=True).endswith("De bestanden kloppen met de database.\n")
    assert not orphan.exists()
    assert attachment_path.exists()


def test_what_is_being_sent_right_now_is_left_alone(attachment):
    fresh = Path(attachment.file.path).with_name("nieuw")
    fresh.write_bytes(b"x")

    check(delete=True)

    assert fresh.exists()


def test_files_of_forms_that_were_never_accepted_are_tidied_up(
    attachment, officer, django_capture_on_commit_callbacks
):
    path = Path(attachment.file.path).with_name("wacht")
    path.write_bytes(b"x")
    HeldFile.objects.create(
        owner=officer,
        key="0" * 32,
        title="a.pdf",
        file="bijlagen/wacht",
        file_type="application/pdf",
        size=1,
        sha256="0" * 64,
        held_at=timezone.now() - timedelta(days=2),
    )

    with django_capture_on_commit_callbacks(execute=True):
        check()

    assert not HeldFile.objects.exists()
    assert not path.exists()
