"""Named questions about the plan and its parts."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When

from actions.as_of import changeable
from actions.plan_guard import paths_to_plan, refuse_unless_open
from municipalities.models import User
from municipalities.permissions import access_of
from municipalities.querysets import RegionQuerySet


class PlanPartQuerySet(RegionQuerySet):
    """Parts of the plan: seen by those who see it, changed by its coordinators."""

    def visible_to(self, user: User) -> Self:
        """What this person may see."""
        return self.in_regions(access_of(user).sees_plan_of)

    def editable_by(self, user: User) -> Self:
        """What this person may change; nothing in the past."""
        return self.in_regions(access_of(user).coordinates).filter(changeable())

    def with_moment(self) -> Self:
        """With `recorded_at`: when the row was last changed, from history."""
        versions = self.model.history.filter(id=OuterRef("pk"))
        newest = versions.order_by("-history_id").values("history_date")[:1]
        return self.annotate(recorded_at=Subquery(newest))

    def of_plan(self, plan: models.Model | int) -> Self:
        """Parts of one plan; for models whose way to a region leads through a plan."""
        key = plan if isinstance(plan, int) else plan.pk
        condition = Q()
        for path in paths_to_plan(self.model):
            condition |= Q(**{path or "pk": key})
        return self.filter(condition)


class AmendableQuerySet(PlanPartQuerySet):
    """Parts that are guarded: in bulk as one by one, for bulk goes around save().

    Bulk also goes around the history; it is for rows that nobody has worked on.
    """

    def titled(self, title: str) -> Self:
        """Those of this title, however it is capitalised."""
        return self.filter(title__iexact=title)

    def update(self, **values: Any) -> int:
        self._refuse_unless_open(values)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_unless_open(self.model.substance)
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        objs = list(objs)
        refuse_unless_open(row.whole() for row in objs if row.is_told)
        return super().bulk_create(objs, *args, **kwargs)

    def _refuse_unless_open(self, fields: Iterable[str]) -> None:
        """Raise AmendmentBypassed when these fields are substance of adopted plans."""
        names = {self.model._meta.get_field(field).name for field in fields}
        if names & {*self.model.place, *self.model.substance}:
            rows = self.model._base_manager.filter(pk__in=self.values("pk"))
            plans = rows.select_related(*filter(None, paths_to_plan(self.model)))
            refuse_unless_open({row.whole() for row in plans})


class PlanQuerySet(AmendableQuerySet):
    """Plans."""

    def newest_first(self) -> Self:
        """Plans that run before those that are closed, the newest of each first."""
        return self.order_by(
            Case(When(status="closed", then=1), default=0),
            F("starts_on").desc(nulls_last=True),
            "-pk",
        )

    def with_region(self) -> Self:
        """With the region that carries it out, and the plans before and after it."""
        return self.select_related("region", "successor", "predecessor")


class ParticipationQuerySet(AmendableQuerySet):
    """Which municipalities take part."""

    def on(self, day: date) -> Self:
        """Participations in force on that day."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day),
            Q(ends_on=None) | Q(ends_on__gte=day),
        )


class ObjectiveQuerySet(AmendableQuerySet):
    """Objectives."""

    def with_parts(self) -> Self:
        """With the line, results, partners and money that its page shows."""
        return self.select_related("action_line__plan").prefetch_related(
            "results",
            "partner_roles__partner",
            "budget_lines__fundings__payer",
            "budget_lines__action__objective",
        )


class ResultQuerySet(AmendableQuerySet):
    """Results."""

    def in_plan_order(self) -> Self:
        """As the plan is printed, with the objective that names them."""
        rows = self.select_related("objective")
        return rows.order_by("objective__number", "number")

    def with_plan(self) -> Self:
        """With the plan that they belong to."""
        return self.select_related("objective__action_line__plan")

    def repeating_facts(self) -> Self:
        """Those that say the same as a fact of a municipality, in the plan's order."""
        return self.exclude(fact="").in_plan_order()


class ActionQuerySet(AmendableQuerySet):
    """Actions."""

    def of_plan(self, plan: models.Model | int) -> Self:
        """The plan's actions, in its own order, with all that names them."""
        return (
            self.filter(objective__action_line__plan=plan)
            .select_related("objective__action_line", "lead_municipality", "lead_role")
            .order_by("objective__number", "number")
        )

    def running(self) -> Self:
        """Actions that were not retired."""
        return self.filter(retired_on=None)

    def unfinished(self, finished: Collection[str]) -> Self:
        """Running actions that are in none of these phases yet, somewhere at least."""
        tracks = apps.get_model("actions", "Progress").objects.filter(
            action=OuterRef("pk")
        )
        unfinished = tracks.exclude(state__phase__in=finished)
        return self.running().filter(Exists(unfinished) | ~Exists(tracks))

    def with_finished(self, finished: Collection[str]) -> Self:
        """With `track_count`, and `finished_count`: how many are in these phases."""
        is_finished = Q(tracks__state__phase__in=finished)
        return self.annotate(
            track_count=Count("tracks"),
            finished_count=Count("tracks", filter=is_finished),
        )

    def with_parts(self) -> Self:
        """With the objective, leads and partners that its page shows."""
        return self.select_related(
            "objective__action_line__plan",
            "lead_municipality",
            "lead_role",
            "replaced_by__objective",
            "continues__objective__action_line__plan",
            "continued_by__objective__action_line__plan",
        ).prefetch_related(
            "replaces__objective",
            "partner_roles__partner",
            "objective__partner_roles__partner",
            "milestones",
            "waits_for__objective",
        )


class AppendOnlyQuerySet(PlanPartQuerySet):
    """Rows that are written once."""

    def update(self, **kwargs: object) -> int:
        raise TypeError(f"{self.model._meta.label} is written once")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self.model._meta.label} is written once")

    def bulk_update(self, *args: object, **kwargs: object) -> int:
        raise TypeError(f"{self.model._meta.label} is written once")
