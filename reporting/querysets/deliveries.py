"""Named questions about who gets an edition, and who was told of a report."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from municipalities.models import User
from municipalities.permissions import access_of
from municipalities.querysets import RegionQuerySet

MAX_ATTEMPTS = 3
"""How often a message is tried that cannot be handed to the mail server."""


class RecipientQuerySet(RegionQuerySet):
    """Who gets which edition."""

    def of_edition(self, report: Any) -> Self:
        """Those of the edition that a report is."""
        return self.filter(
            region=report.round.plan.region_id, municipality=report.municipality_id
        )

    def versions_visible_to(self, user: User) -> models.QuerySet:
        """Who gets what is the coordinator's to know."""
        return self.model.history.filter(region__in=access_of(user).coordinates)


class DeliveryQuerySet(RegionQuerySet):
    """Messages that a report was published."""

    def of_report(self, report: Any) -> Self:
        """Those about one version of an edition, with who they are for."""
        return self.filter(publication__report=report).select_related("user")

    def due(self, now: datetime) -> Self:
        """Those to send now: not sent, not being sent, and not let go."""
        return self.filter(sent_at=None, not_before__lte=now, attempts__lt=MAX_ATTEMPTS)

    def let_go(self) -> Self:
        """Those that could not be sent, and are not tried again."""
        return self.filter(sent_at=None, attempts__gte=MAX_ATTEMPTS)

    def not_let_go(self) -> Self:
        """Those that were sent, or will be."""
        return self.filter(Q(sent_at__isnull=False) | Q(attempts__lt=MAX_ATTEMPTS))

    def with_all_it_says(self) -> Self:
        """With what the message names, without the content of the report."""
        return self.select_related(
            "user",
            "requested_by",
            "publication__report__round__plan__region",
            "publication__report__municipality",
        ).defer("publication__content", "publication__pdf")

    def note_opened(self, report: Any, user: User, now: datetime) -> None:
        """Keep when somebody who was told of a report opened it first."""
        told = self.filter(publication__report=report, user=user, opened_at=None)
        told.filter(sent_at__isnull=False).update(opened_at=now)
