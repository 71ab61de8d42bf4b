"""What a worker does with a message: take it, send it, and note that."""

import logging
from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from .file_names import name_of_published
from .models import Delivery

PAUSE = timedelta(minutes=5)
"""How long after an attempt the next may begin; no attempt takes as long."""

logger = logging.getLogger(__name__)


def deliver(pk: int) -> None:
    """Send a message that is due, unless another worker does.

    A worker that is killed after the mail server took the message, and before it could
    note so, has it sent twice, under the same Message-ID, of which mail programs show
    one (RFC 5322, 3.6.4). Not sending it at all would be worse.
    """
    now = timezone.now()
    is_taken = (
        Delivery.objects.filter(pk=pk)
        .due(now)
        .update(attempts=F("attempts") + 1, not_before=now + PAUSE)
    )
    if not is_taken:
        return
    delivery = Delivery.objects.with_all_it_says().get(pk=pk)
    try:
        compose(delivery).send()
    except (SMTPException, OSError):
        logger.exception("Message %s could not be sent", pk)
        return
    Delivery.objects.filter(pk=pk).update(sent_at=timezone.now())


def compose(delivery: Delivery) -> EmailMessage:
    """The message: that there is a report, and where."""
    publication = delivery.publication
    report = publication.report
    host = urlsplit(delivery.link).hostname
    message = EmailMessage(
        subject=f"Voortgangsrapportage {report.round.quarter.prose}: {report.edition}",
        body=render_to_string(
            "reporting/email/published.txt",
            {
                "delivery": delivery,
                "report": report,
                "site_name": settings.SITE_NAME,
            },
        ),
        to=[delivery.email],
        headers={
            "Message-ID": f"<rapportage-{delivery.pk}-{publication.pk}@{host}>",
            "Auto-Submitted": "auto-generated",  # no answers by machines (RFC 3834)
        },
    )
    if delivery.has_pdf:
        name = f"{name_of_published(report)}.pdf"
        message.attach(name, bytes(publication.pdf), "application/pdf")
    return message
