"""Named questions about rounds, and what was handed in for them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from municipalities.models import User
from municipalities.permissions import access_of

from .plan import PlanPartQuerySet


class RoundQuerySet(PlanPartQuerySet):
    """Reporting rounds."""

    def opened_by(self, day: date) -> Self:
        """Rounds opened on or before a day, the newest first."""
        return self.filter(opens_on__lte=day).order_by("-year", "-quarter_number")

    def open(self, day: date) -> Self:
        """Rounds that are going on."""
        return self.opened_by(day).filter(closed_on=None)


class SubmissionQuerySet(PlanPartQuerySet):
    """What was handed in."""

    def versions_visible_to(self, user: User) -> models.QuerySet:
        """What is handed in is between those who hand in and the coordinator."""
        access = access_of(user)
        return self.model.history.filter(
            Q(round__plan__region__in=access.coordinates)
            | Q(municipality__in=access.officer_of)
            | Q(lead_role__in=access.leads)
        )

    def with_names(self) -> Self:
        """With the round, and who handed in."""
        return self.select_related("round__plan", "municipality", "lead_role")

    def accepted(self) -> Self:
        """Handed in, and found good by the coordinator."""
        return self.filter(state="accepted")
