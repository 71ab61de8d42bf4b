"""Evidence: kept once, never lost, never left behind, and removed for good."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions import services
from actions.models import Attachment, HeldFile
from actions.services import Evidence, Link
from actions.uploads import accept, clean_name
from municipalities.models import User
from tests.factories import report
from tests.files import DOCM, DOCX, PDF, PNG, upload

MINUTES = Link("Verslag", "https://example.nl/verslag")


def hold(owner, key=None, *, name="verslag.pdf", content=PDF, **options) -> HeldFile:
    upload_ = accept(upload(name, content))
    return services.hold(upload_, owner=owner, key=key or uuid4(), **options)


def files_on_disk(settings) -> list[bytes]:
    return sorted(
        path.read_bytes()
        for path in Path(settings.MEDIA_ROOT).rglob("*")
        if path.is_file()
    )


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What happens once the test's transaction is committed, happens."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that fails in the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# What is accepted


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("leeg.pdf", b"", "‘leeg.pdf’ is leeg."),
        ("groot.pdf", PDF + b" " * 2000, "‘groot.pdf’ is te groot. Een bestand is"),
        ("plan.docx", DOCM, "‘plan.docx’ kan niet. Kies een van deze soorten"),
        ("plan.docx", PDF, "‘plan.docx’ is een PDF-bestand. Geef het een naam die"),
        ("plan 123456782.pdf", PDF, "Dit lijkt op een burgerservicenummer (BSN)"),
    ],
)
def test_a_file_that_cannot_be_is_named_with_the_reason(
    settings, name, content, problem
):
    settings.MAX_FILE_BYTES = 2000

    with pytest.raises(ValidationError) as refused:
        accept(upload(name, content))

    assert refused.value.message.startswith(problem)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("verslag.pdf", "verslag.pdf"),
        (r"C:\Mijn documenten\verslag.pdf", "verslag.pdf"),
        ("../../etc/verslag.pdf", "verslag.pdf"),
        ("een  ver\u202eslag\n.pdf", "een verslag.pdf"),
        ("é" * 300 + ".docx", "é" * 195 + ".docx"),
    ],
)
def test_a_name_is_cleaned_and_stays_recognisable(name, clean):
    assert clean_name(name) == clean


# Holding and attaching


def test_evidence_comes_with_an_update(settings, track, officer):
    held = hold(officer, name="Verslag overleg.pdf")

    update = report(track, officer, evidence=Evidence((MINUTES,), (held,)))

    link, file = update.attachments.all()
    assert (link.title, link.url) == ("Verslag", "https://example.nl/verslag")
    assert (file.title, file.file_type, file.size) == (
        "Verslag overleg.pdf",
        "application/pdf",
        len(PDF),
    )
    assert (file.added_by, file.added_at) == (officer, update.recorded_at)
    assert not file.was_added_later
    assert Path(file.file.path).read_bytes() == PDF
    assert files_on_disk(settings) == [PDF]
    assert not HeldFile.objects.exists()


def test_the_name_on_disk_says_nothing_and_nobody_else_may_read_it(settings, officer):
    held = hold(officer, name="geheim.pdf")

    path = Path(held.file.path)
    assert "geheim" not in str(path)
    assert path.suffix == ""
    assert path.is_relative_to(settings.MEDIA_ROOT)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_file_is_held_and_attached_once(settings, track, officer, committed):
    key = uuid4()
    first, again = hold(officer, key), hold(officer, key, name="ander.pdf")
    assert first == again

    update = report(track, officer, evidence=Evidence((), (first,)))
    with committed():
        later = hold(officer)
        added = services.attach(update, Evidence((MINUTES,), (later,)), by=officer)
        services.attach(update, Evidence((MINUTES,)), by=officer)

    assert [attachment.url for attachment in added] == [MINUTES.url]
    assert update.attachments.count() == 2
    assert files_on_disk(settings) == [PDF]


def test_a_file_that_was_held_twice_at_once_is_attached_once(
    settings, track, officer, committed
):
    one, other = hold(officer), hold(officer)

    with committed():
        report(track, officer, evidence=Evidence((), (one, other)))

    assert Attachment.objects.get().file.name == one.file.name
    assert files_on_disk(settings) == [PDF]


def test_a_form_that_is_sent_again_adds_nothing(settings, track, officer, committed):
    form = {"key": uuid4(), "base_version": 0}
    evidence = Evidence((MINUTES,), (hold(officer),))
    update = report(track, officer, evidence=evidence, **form)

    with committed():
        again = report(track, officer, evidence=evidence, **form)

    assert again == update
    assert update.attachments.count() == 2
    assert files_on_disk(settings) == [PDF]


def test_nothing_is_lost_or_left_behind_when_saving_fails(
    settings, track, officer, committed
):
    held = hold(officer)

    with committed():
        with pytest.raises(services.ProgressConflict):
            report(track, officer, base_version=7, evidence=Evidence((), (held,)))
        with undone():
            report(track, officer, evidence=Evidence((), (held,)))

    assert list(HeldFile.objects.all()) == [held]
    assert not Attachment.objects.exists()
    assert files_on_disk(settings) == [PDF]


def test_a_file_that_cannot_be_recorded_is_not_left_on_disk(settings, officer):
    nameless = replace(accept(upload()), name="")  # the database refuses that

    with pytest.raises(IntegrityError), transaction.atomic():
        services.hold(nameless, owner=officer, key=uuid4())

    assert files_on_disk(settings) == []


def test_a_held_file_goes_after_a_day(settings, officer, committed):
    now = timezone.now()
    hold(officer, now=now - timedelta(hours=25))
    hold(officer, name="b.docx", content=DOCX, now=now - timedelta(hours=23))

    with committed():
        hold(officer, name="c.png", content=PNG, now=now)

    assert [held.title for held in HeldFile.objects.all()] == ["b.docx", "c.png"]
    assert files_on_disk(settings) == sorted([DOCX, PNG])


# Removing


def test_removing_takes_content_and_name_and_keeps_who_when_and_why(
    settings, track, officer, coordinator, committed
):
    update = report(track, officer, evidence=Evidence((MINUTES,), (hold(officer),)))

    with committed():
        for attachment in update.attachments.all():
            services.remove_content(attachment, by=coordinator, reason="Namen erin.")

    link, file = update.attachments.all()
    assert (link.title, link.url) == ("", "")
    assert (file.title, file.file.name) == ("", "")
    assert (file.removed_by, file.removal_reason) == (coordinator, "Namen erin.")
    assert file.removed_at
    assert (file.size, len(file.sha256)) == (len(PDF), 64)
    assert files_on_disk(settings) == []


def test_a_removal_that_fails_leaves_the_file(
    settings, track, officer, coordinator, committed
):
    update = report(track, officer, evidence=Evidence((), (hold(officer),)))

    with committed(), undone():
        services.remove_content(
            update.attachments.get(), by=coordinator, reason="Namen erin."
        )

    assert update.attachments.get().removed_at is None
    assert files_on_disk(settings) == [PDF]


def test_what_was_removed_does_not_come_back_with_the_same_form(
    settings, track, officer, coordinator, committed
):
    update = report(track, officer, evidence=Evidence((), (hold(officer),)))

    with committed():
        file = update.attachments.get()
        services.remove_content(file, by=coordinator, reason="Namen.")
        added = services.attach(update, Evidence((), (hold(officer),)), by=officer)

    assert added == []
    assert files_on_disk(settings) == []


def test_a_second_removal_keeps_the_first_reason(track, officer, coordinator):
    update = report(track, officer, evidence=Evidence((MINUTES,)))
    services.remove_content(update.attachments.get(), by=coordinator, reason="Eerst.")

    services.remove_content(update.attachments.get(), by=officer, reason="Daarna.")

    assert update.attachments.get().removal_reason == "Eerst."


# What the database holds


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Niets"},
        {"title": "", "url": "https://example.nl/"},
        {"title": "Beide", "url": "https://example.nl/", "file": "bijlagen/x"},
        {"title": "Onbekend", "file": "bijlagen/x", "size": 3, "sha256": "0" * 64},
        {
            "title": "Leeg",
            "file": "x",
            "file_type": "image/png",
            "size": 0,
            "sha256": "0",
        },
        {"title": "Weg", "url": "https://example.nl/", "removed_at": timezone.now()},
        {"removed_at": timezone.now(), "removal_reason": "Namen"},
    ],
)
def test_half_an_attachment_is_no_attachment(track, officer, values):
    update = report(track, officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.create(update=update, added_by=officer, **values)


# Who sees it


@pytest.mark.parametrize(
    ("person", "sees", "removes"),
    [
        ("officer", True, True),
        ("coordinator", True, True),
        ("other_officer", False, False),
        ("regional_lead", False, False),
        ("reader", False, False),
        ("administrator", False, False),
        ("driehoek_member", False, False),
        ("outsider", False, False),
        ("nobody", False, False),
    ],
)
def test_evidence_is_for_the_own_municipality_and_the_coordinator(
    request, track, officer, person, sees, removes
):
    report(track, officer, evidence=Evidence((MINUTES,)))
    user = request.getfixturevalue(person)

    assert Attachment.objects.visible_to(user).exists() == sees
    assert Attachment.objects.removable_by(user).exists() == removes
    assert [row.is_removable for row in Attachment.objects.for_timeline(user)] == (
        [removes] if sees else []
    )


def test_evidence_of_a_joint_action_is_for_its_lead(
    joint_track, regional_lead, officer
):
    report(joint_track, regional_lead, evidence=Evidence((MINUTES,)))

    assert Attachment.objects.visible_to(regional_lead).exists()
    assert not Attachment.objects.visible_to(officer).exists()


def test_evidence_goes_with_the_post_and_not_with_the_person(track, officer, aalten):
    report(track, officer, evidence=Evidence((MINUTES,)))
    officer.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    former = User.objects.get(pk=officer.pk)

    assert not Attachment.objects.visible_to(former).exists()
