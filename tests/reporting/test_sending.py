"""Telling people of a published report: who, once each, and who opened it."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Role
from municipalities.permissions import readers_of_report
from reporting.deliveries import recover, tell
from reporting.delivering import PAUSE, deliver
from reporting.models import Delivery, Recipient, Report
from reporting.querysets.deliveries import MAX_ATTEMPTS
from reporting.services import start_correction
from tests.factories import make_member

from .published import publish_draft, publish_edition

CAST = [
    "coordinator",
    "administrator",
    "officer",
    "other_officer",
    "regional_lead",
    "driehoek_member",
    "reader",
    "outsider",
    "nobody",
]


@pytest.fixture
def published(plan, track, coordinator) -> Report:
    return publish_edition(plan, by=coordinator)


@pytest.fixture
def told(published, coordinator, driehoek_member) -> Delivery:
    """A message to the member of the driehoek that is still to be sent."""
    send(published, driehoek_member, by=coordinator)
    return published.publication.deliveries.get()


@pytest.fixture
def no_mail_server(monkeypatch):
    """A mail server that refuses."""

    def refuse(*args: object) -> None:
        raise SMTPException("no")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)


def page_of(report) -> str:
    return reverse("reporting:sending", args=[report.pk])


def send(report, *people, by) -> None:
    """Ask to tell these people; the queue takes it up after the test."""
    tell(report, people, by=by, link="https://x.example/1/", now=timezone.now())


def again(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


# Who may be told


@pytest.mark.parametrize("edition", ["region", "aalten", "berkelland"])
def test_only_who_may_read_an_edition_can_be_told(request, plan, coordinator, edition):
    people = {request.getfixturevalue(name) for name in CAST}
    make_member(Role.MANAGER, request.getfixturevalue("aalten"), name="Mia Manager")
    municipality = None if edition == "region" else request.getfixturevalue(edition)
    report = publish_edition(plan, by=coordinator, municipality=municipality)

    readers = readers_of_report(plan.region, municipality, today=timezone.localdate())

    assert set(readers) & people == {
        person for person in people if report in Report.objects.readable_by(person)
    }


def test_who_lost_the_role_or_cannot_log_in_is_not_told(
    desk, published, driehoek_member, reader
):
    driehoek_member.memberships.update(ends_on="2025-01-01")
    reader.is_active = False
    reader.save()

    response = desk.post(
        page_of(published), {"people": [driehoek_member.pk, reader.pk]}
    )

    assert response.status_code == 422
    assert "Een van de mensen die u koos" in response.content.decode()
    assert not Delivery.objects.exists()


def test_somebody_is_to_be_chosen(desk, published):
    response = desk.post(page_of(published))

    assert response.status_code == 422
    assert "Kies ten minste één ontvanger." in response.content.decode()


# The message


def test_the_message_holds_a_link_and_not_the_report(
    desk, published, driehoek_member, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(page_of(published), {"people": [driehoek_member.pk]})

    [message] = mail.outbox
    assert message.to == [driehoek_member.email]
    assert message.subject == "Voortgangsrapportage 3e kwartaal 2025: Regio Achterhoek"
    assert f"http://testserver/rapportages/{published.pk}/\n" in message.body
    assert "Het loopt." not in message.body
    assert message.attachments == []
    assert published.publication.deliveries.get().sent_at is not None


def test_the_pdf_goes_along_only_where_the_region_wants_that(
    published, coordinator, driehoek_member, region
):
    region.attaches_reports = True
    region.save()
    send(Report.objects.get(pk=published.pk), driehoek_member, by=coordinator)

    deliver(Delivery.objects.get().pk)

    [message] = mail.outbox
    [(name, content, kind)] = message.attachments
    assert name == "voortgangsrapportage-2025-Q3-regio-versie-1.pdf"
    assert content == bytes(published.publication.pdf)
    assert kind == "application/pdf"
    assert "De PDF zit bij dit bericht." in message.body


def test_a_correction_says_why(plan, published, coordinator, driehoek_member):
    correction = start_correction(published, reason="Een bedrag klopte niet.")
    corrected = publish_draft(correction, by=coordinator)
    send(corrected, driehoek_member, by=coordinator)

    deliver(Delivery.objects.get().pk)

    assert "Er is een nieuwe versie van de voortgangsrapportage" in mail.outbox[0].body
    assert "De reden: Een bedrag klopte niet." in mail.outbox[0].body


# Once, and not lost


def test_a_message_is_sent_once_however_often_it_is_asked(
    published, told, coordinator, driehoek_member
):
    send(published, driehoek_member, by=coordinator)

    for _ in range(3):
        deliver(told.pk)

    assert len(mail.outbox) == 1


def test_a_message_that_another_worker_is_sending_is_let_be(told):
    Delivery.objects.filter(pk=told.pk).update(
        attempts=1, not_before=timezone.now() + PAUSE
    )

    deliver(told.pk)

    assert mail.outbox == []


def test_what_a_worker_that_died_left_is_sent_after_a_pause(told, settings):
    began = timezone.now()
    Delivery.objects.filter(pk=told.pk).update(attempts=1, not_before=began + PAUSE)
    assert recover(began) == 0

    Delivery.objects.filter(pk=told.pk).update(not_before=began)
    assert recover(began) == 1

    assert len(mail.outbox) == 1


def test_a_mail_server_that_refuses_is_tried_again_and_then_let_go(
    told, no_mail_server
):
    for attempt in range(1, MAX_ATTEMPTS + 1):
        deliver(told.pk)

        seen = again(told)
        assert (seen.attempts, seen.sent_at) == (attempt, None)
        assert seen.not_before > timezone.now() + PAUSE - timedelta(minutes=1)
        Delivery.objects.filter(pk=told.pk).update(not_before=timezone.now())
    assert again(told).has_failed
    assert recover(timezone.now()) == 0


def test_what_was_let_go_can_be_asked_again(
    desk, published, told, driehoek_member, django_capture_on_commit_callbacks
):
    Delivery.objects.filter(pk=told.pk).update(attempts=MAX_ATTEMPTS)
    assert "Niet gelukt" in desk.get(page_of(published)).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(page_of(published), {"people": [driehoek_member.pk]})

    assert len(mail.outbox) == 1
    assert again(told).sent_at is not None


def test_what_was_let_go_is_asked_again_at_the_address_of_now(
    published, told, driehoek_member, coordinator
):
    Delivery.objects.filter(pk=told.pk).update(attempts=MAX_ATTEMPTS)
    driehoek_member.email = "nieuw@om.example"
    driehoek_member.save()
    region = published.round.plan.region
    region.attaches_reports = True
    region.save()

    send(published, driehoek_member, by=coordinator)

    seen = again(told)
    assert (seen.email, seen.has_pdf, seen.attempts) == ("nieuw@om.example", True, 0)


# Who gets an edition


def test_who_got_the_last_report_is_ticked_for_the_next(
    desk, plan, published, coordinator, driehoek_member, reader
):
    send(published, driehoek_member, by=coordinator)
    following = publish_edition(plan, by=coordinator, quarter=2)

    form = desk.get(page_of(following)).context["form"]

    assert list(form["people"].value()) == [driehoek_member.pk]


def test_who_is_told_later_is_added_and_nobody_is_dropped(
    published, told, coordinator, driehoek_member, reader
):
    send(published, reader, by=coordinator)

    recipients = Recipient.objects.of_edition(published)
    assert {row.user for row in recipients} == {driehoek_member, reader}


def test_each_edition_has_its_own_recipients(
    plan, aalten, published, told, coordinator, officer
):
    own = publish_edition(plan, by=coordinator, municipality=aalten)
    send(own, officer, by=coordinator)

    assert [row.user for row in Recipient.objects.of_edition(own)] == [officer]
    assert Recipient.objects.of_edition(published).count() == 1


# The register


@pytest.mark.parametrize("page", ["report", "read", "pdf"])
def test_the_register_says_who_opened_it_first_and_when(
    client, published, told, driehoek_member, page
):
    deliver(told.pk)
    client.force_login(driehoek_member)
    before = timezone.now()

    client.get(reverse(f"reporting:{page}", args=[published.pk]))
    first = again(told).opened_at
    client.get(reverse(f"reporting:{page}", args=[published.pk]))

    assert first >= before
    assert again(told).opened_at == first


def test_what_another_opens_is_not_noted_for_somebody_else(
    client, published, told, reader
):
    deliver(told.pk)
    client.force_login(reader)

    client.get(reverse("reporting:read", args=[published.pk]))

    assert again(told).opened_at is None


def test_the_register_is_shown_to_the_coordinator(
    desk, published, told, driehoek_member
):
    deliver(told.pk)

    page = desk.get(page_of(published)).content.decode()

    assert driehoek_member.name in page
    assert driehoek_member.email in page
    assert "nog niet" in page


def test_the_page_takes_as_many_queries_however_many_people_read(
    desk, published, told, coordinator, region
):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(page_of(published)).status_code == 200
        return len(queries)

    before = count()
    readers = [make_member(Role.READER, region) for _ in range(6)]
    send(published, *readers[:3], by=coordinator)

    assert count() == before
