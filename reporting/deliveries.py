"""Telling people that a report was published, and keeping who gets which edition."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from municipalities.models import User

from .models import Delivery, Recipient, Report
from .tasks import send as send_later


@transaction.atomic
def tell(
    report: Report, users: Iterable[User], *, by: User, link: str, now: datetime
) -> None:
    """Let a worker tell these people, once each; a message that was let go again.

    What was let go goes to the address of now, for the old one may have been wrong.
    They, and who was told before, are from now on those who get this edition.
    """
    Report.objects.select_for_update().get(pk=report.pk)
    chosen = list(users)
    told = set(
        Delivery.objects.of_report(report).not_let_go().values_list("user", flat=True)
    )
    for user in chosen:
        if user.pk not in told:
            Delivery.objects.update_or_create(
                publication=report.publication,
                user=user,
                defaults={
                    "email": user.email,
                    "link": link,
                    "has_pdf": report.round.plan.region.attaches_reports,
                    "requested_at": now,
                    "requested_by": by,
                    "attempts": 0,
                    "not_before": now,
                },
            )
    _keep_recipients(report, told | {user.pk for user in chosen})
    transaction.on_commit(lambda: recover(now))


def _keep_recipients(report: Report, users: set[int]) -> None:
    recipients = Recipient.objects.of_edition(report)
    for recipient in recipients.exclude(user__in=users):
        recipient.delete()
    for user in users - set(recipients.values_list("user", flat=True)):
        Recipient.objects.create(
            region=report.round.plan.region,
            municipality=report.municipality,
            user_id=user,
        )


def recover(now: datetime) -> int:
    """Put in the queue what is to be sent now, and how many those are.

    Also what a worker that died left, some time after it began. One too many in the
    queue does no harm, for a message is taken once.
    """
    due = list(Delivery.objects.due(now).values_list("pk", flat=True))
    for pk in due:
        send_later.enqueue(pk)
    return len(due)
