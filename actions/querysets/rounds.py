"""Named questions about rounds, and what was handed in for them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from municipalities.models import Municipality, RegionalRole, User
from municipalities.permissions import access_of
from municipalities.querysets import one_of

from .plan import PlanPartQuerySet


class RoundQuerySet(PlanPartQuerySet):
    """Reporting rounds."""

    def opened_by(self, day: date) -> Self:
        """Rounds opened on or before a day, the newest first."""
        return self.filter(opens_on__lte=day).order_by("-year", "-quarter_number")

    def open(self, day: date) -> Self:
        """Rounds that are going on."""
        return self.opened_by(day).filter(closed_on=None)

    def closed_before(self, day: date) -> Self:
        """Rounds that were closed before a day, the last one first."""
        return self.filter(closed_on__lt=day).order_by("-closed_on")

    def following(self, reporting_round: Any) -> Self:
        """Those of the same plan that opened after a round, the next one first."""
        return self.filter(
            plan=reporting_round.plan_id, opens_on__gt=reporting_round.opens_on
        ).order_by("opens_on")


def before_round(reporting_round: Any) -> Q:
    """The condition that a row is of a round of the same plan before this one."""
    year, quarter = reporting_round.year, reporting_round.quarter_number
    earlier = Q(round__year__lt=year) | Q(
        round__year=year, round__quarter_number__lt=quarter
    )
    return earlier & Q(round__plan=reporting_round.plan_id)


def going_on() -> Q:
    """The condition that its round was not closed, nor its plan."""
    return Q(round__closed_on=None) & ~Q(round__plan__status="closed")


class SubmissionQuerySet(PlanPartQuerySet):
    """What was handed in."""

    def versions_visible_to(self, user: User) -> models.QuerySet:
        """What is handed in is between those who hand in and the coordinator."""
        access = access_of(user)
        return self.model.history.filter(
            one_of("round__plan__region", access.coordinates)
            | one_of("municipality", access.works_for)
            | one_of("lead_role", access.leads)
        )

    def with_withheld(self, versions: models.QuerySet, user: User) -> models.QuerySet:
        """What a manager says stays within the municipality."""
        within = one_of("municipality", access_of(user).works_for)
        return versions.annotate(
            withheld=Case(When(within, then=Value("")), default=Value("internal_note"))
        )

    def with_names(self) -> Self:
        """With the round, its plan, and whose it is."""
        return self.select_related("round__plan", "municipality", "lead_role")

    def of_owner(self, track: models.Model) -> Self:
        """Those of whoever keeps a track up to date, in the plan of that track."""
        plan_id = track.action.objective.action_line.plan_id
        return self.of_place(plan_id, track.municipality or track.action.lead)

    def newest_first(self) -> Self:
        """By when they were handed in, with their round."""
        return self.select_related("round").order_by("-submitted_at")

    def accepted(self) -> Self:
        """Handed in, and found good by the coordinator."""
        return self.filter(state="accepted")

    def in_open_rounds(self, day: date) -> Self:
        """Of the rounds that are going on."""
        return self.filter(going_on(), round__opens_on__lte=day)

    def in_states(self, states: Iterable[str]) -> Self:
        """In one of these states."""
        return self.filter(state__in=list(states))

    def of_place(
        self, plan: models.Model | int, place: Municipality | RegionalRole | None
    ) -> Self:
        """Of one municipality or regional role, in the rounds of a plan."""
        if place is None:
            return self.none()
        field = "municipality" if isinstance(place, Municipality) else "lead_role"
        return self.filter(round__plan=plan, **{field: place})

    def of_person(self, user: User) -> Self:
        """What this person hands in, or agrees to as manager, for the own work."""
        access = access_of(user)
        return self.filter(
            one_of("municipality", access.works_for) | one_of("lead_role", access.leads)
        )

    def with_approval_rule(self) -> Self:
        """With `needs_approval`: whether the municipality's manager sees it first."""
        participations = apps.get_model("actions", "Participation").objects
        asked = participations.filter(
            plan=OuterRef("round__plan"),
            municipality=OuterRef("municipality"),
            needs_internal_approval=True,
        )
        return self.annotate(needs_approval=Exists(asked))
