"""Named questions about rounds, and what was handed in for them."""

from collections.abc import Iterable
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

    def of_owner(self, track: models.Model) -> Self:
        """Those of whoever keeps a track up to date, in the plan of that track."""
        action = track.action
        municipality = track.municipality or action.lead_municipality
        owner = (
            Q(municipality=municipality)
            if municipality
            else Q(lead_role=action.lead_role)
        )
        return self.filter(owner, round__plan=action.objective.action_line.plan)

    def newest_first(self) -> Self:
        """By when they were handed in, with their round."""
        return self.select_related("round").order_by("-submitted_at")

    def accepted(self) -> Self:
        """Handed in, and found good by the coordinator."""
        return self.filter(state="accepted")

    def returned_to(self, user: User, rounds: Iterable[models.Model]) -> Self:
        """What this person handed in for these rounds and the coordinator sent back."""
        access = access_of(user)
        return self.filter(round__in=rounds, state="returned").filter(
            Q(municipality__in=access.officer_of) | Q(lead_role__in=access.leads)
        )
