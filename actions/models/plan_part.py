"""A plan and its parts, of which the substance is guarded once the plan is adopted."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from actions.plan_guard import paths_to_plan, reason_given, refuse_unless_open
from municipalities.history_records import History


class PlanHistory(History):
    """History that says why the plan was opened, where the row itself says nothing.

    So it gives the reason of what goes along too: parts that are deleted with the
    whole, statuses that come with a milestone.
    """

    def get_change_reason_for_object(
        self, instance: Any, history_type: str, using: str | None
    ) -> str | None:
        given = super().get_change_reason_for_object(instance, history_type, using)
        return given or reason_given() or None


def period_constraint(model: str) -> models.CheckConstraint:
    """The rule that a looptijd does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
        name=f"{model}_ends_after_start",
        violation_error_code="ends_on",
        violation_error_message="De einddatum ligt voor de begindatum.",
    )


class PlanPart(models.Model):
    """A plan, or a part of one.

    It names each of its fields once: in `place` (where it stands, which its name
    tells), in `substance` (what the plan says there) or in `aside` (what is no part of
    what was adopted). Its `base_manager_name` is "objects", an AmendableQuerySet, so
    that what Django itself updates, as `objective.actions.set()` does, is guarded too.
    """

    region_paths: tuple[str, ...]
    place: list[str]
    substance: list[str]
    aside: list[str] = []
    counts_with: str = ""
    """A field without which the row says nothing that was adopted."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = None if self._state.adding else self._stored()
        written = kwargs.get("update_fields")
        if _told(stored, written) != _told(self, written):
            refuse_unless_open(row.whole() for row in (stored, self) if row)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.is_told:
            refuse_unless_open([self.whole()])
        return super().delete(*args, **kwargs)

    @property
    def is_told(self) -> bool:
        """Whether the row says something that was adopted with the plan."""
        return not self.counts_with or getattr(self, self.counts_with) is not None

    def whole(self) -> Any:
        """The plan that this is a part of; a plan is its own whole."""
        for path in paths_to_plan(type(self)):
            plan: Any = self
            for step in path.split("__") if path else []:
                plan = getattr(plan, step, None)
            if plan is not None:
                return plan
        raise ValueError(f"This {self._meta.verbose_name} is of no plan")

    def value_of(self, name: str) -> object:
        """A value to compare by: of a relation its key, of a text its plain form.

        Forms send a line break as two characters.
        """
        field: Any = self._meta.get_field(name)
        value = field.to_python(getattr(self, field.attname))
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value

    def _stored(self) -> Self | None:
        return type(self)._base_manager.filter(pk=self.pk).first()


def _told(
    row: PlanPart | None, written: Collection[str] | None
) -> dict[str, object] | None:
    """What a row tells of the plan, as far as it is written."""
    if row is None or not row.is_told:
        return None
    return {
        name: row.value_of(name)
        for name in (*row.place, *row.substance)
        if written is None or name in written
    }
