"""Named questions about where everybody stands with the milestones."""

from datetime import datetime
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from actions.as_of import changeable
from municipalities.models import User
from municipalities.permissions import access_of
from municipalities.querysets import one_of

from .notes import NotedQuerySet
from .plan import AmendableQuerySet
from .progress import takes_part

PLAN = "milestone__objective__action_line__plan"


def kept_by(user: User) -> Q:
    """The condition that this person keeps it up to date: their own, or what they lead.

    A milestone of the region that belongs to no action has no lead but the coordinator.
    """
    access = access_of(user)
    return one_of("municipality", access.officer_of) | Q(municipality=None) & (
        one_of("milestone__action__lead_municipality", access.officer_of)
        | one_of("milestone__action__lead_role", access.leads)
    )


def coordinated_by(user: User) -> Q:
    """The condition that it lies in a region that this person coordinates."""
    return one_of(f"{PLAN}__region", access_of(user).coordinates)


def going_on() -> Q:
    """The condition that work goes on.

    The plan is not closed, the action not retired, and the municipality takes part.
    """
    return (
        Q(milestone__action__retired_on=None)
        & ~Q(**{f"{PLAN}__status": "closed"})
        & takes_part("municipality", PLAN)
    )


def beyond(day: str, planned: str) -> Q:
    """The condition that a day is later than the one that the plan wants, if any."""
    return Q(**{f"{day}__isnull": False}) & (
        Q(**{f"{planned}__isnull": True}) | Q(**{f"{day}__gt": F(planned)})
    )


def editable_status(user: User) -> Q:
    """The condition that this person may mark it as reached, or postpone it."""
    return changeable() & going_on() & (kept_by(user) | coordinated_by(user))


class MilestoneQuerySet(AmendableQuerySet):
    """Milestones."""

    def unreached(self) -> Self:
        """Those that somebody still has to reach."""
        statuses = apps.get_model("actions", "MilestoneStatus").objects.filter(
            milestone=OuterRef("pk")
        )
        return self.filter(
            Exists(statuses.filter(completed_on=None)) | ~Exists(statuses)
        )


class MilestoneStatusQuerySet(NotedQuerySet):
    """Where everybody stands with the milestones."""

    def readable_note(self, user: User, moment: str) -> models.Expression:
        """The condition that this person may read a note that was written at a moment.

        As with updates: one's own, all of the region for its coordinator, and of others
        what was handed in with a submission that the coordinator accepted. A note
        without a lead is the coordinator's, and for all.
        """
        submissions = apps.get_model("actions", "Submission").objects.filter(
            Q(municipality=OuterRef("municipality"))
            | Q(municipality=OuterRef("milestone__action__lead_municipality"))
            | Q(lead_role=OuterRef("milestone__action__lead_role")),
            round__plan=OuterRef(PLAN),
            state="accepted",
            submitted_at__gte=OuterRef(moment),
        )
        managed = one_of("municipality", access_of(user).manager_of)
        without_lead = Q(municipality=None, milestone__action=None)
        return Case(
            When(
                kept_by(user) | managed | coordinated_by(user) | without_lead,
                then=Value(True),
            ),
            default=Exists(submissions),
            output_field=models.BooleanField(),
        )

    def of_plan(self, plan: models.Model | int) -> Self:
        """Those of one plan, in the plan's order, with all that names them."""
        return (
            self.filter(**{PLAN: plan})
            .select_related("milestone__objective", "municipality")
            .order_by(
                "milestone__objective__number",
                F("milestone__due_on").asc(nulls_last=True),
                "milestone",
                "municipality__name",
            )
        )

    def postponed(self) -> Self:
        """Those that got a later date and were not reached since; work goes on."""
        is_later = beyond("due_on", "milestone__due_on")
        return self.filter(going_on(), is_later, completed_on=None)

    def repeating_facts_of(self, municipality: models.Model) -> Self:
        """Those of a municipality that say the same as a fact of it."""
        return self.filter(going_on(), municipality=municipality).exclude(
            milestone__fact=""
        )

    def with_parts(self) -> Self:
        """With the plan, and who leads it, that its page shows."""
        return self.select_related(
            PLAN,
            "milestone__action__objective",
            "milestone__action__lead_municipality",
            "milestone__action__lead_role",
            "municipality",
        )

    def editable_by(self, user: User) -> Self:
        """Those that this person may mark as reached, or postpone."""
        return self.filter(editable_status(user))

    def with_edit_access(self, user: User) -> Self:
        """With `is_editable`: whether this person may change it."""
        return self.annotate(
            is_editable=Case(
                When(editable_status(user), then=Value(True)), default=Value(False)
            )
        )

    def with_postponements(self) -> Self:
        """With `postponements`: how often the due date was put off, from history.

        Dates beyond the one that holds now were undone, and do not count; nor does a
        date that is no later than the plan's.
        """
        history = self.model.history.model.objects
        moves = (
            history.filter(
                beyond("due_on", "milestone__due_on"),
                id=OuterRef("pk"),
                due_on__lte=OuterRef("due_on"),
            )
            .order_by()
            .values("id")
            .annotate(moves=Count("due_on", distinct=True))
            .values("moves")
        )
        return self.annotate(postponements=Coalesce(Subquery(moves), 0))

    def history_of_plan(self, plan: models.Model, until: datetime) -> models.QuerySet:
        """What was recorded about them until a moment, the oldest first."""
        return self.model.history.filter(
            **{PLAN: plan}, history_date__lte=until
        ).order_by("history_date", "history_id")
