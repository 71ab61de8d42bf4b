"""Named questions about what it costs, and each municipality's share of that."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Case, Q, Value, When

from actions.as_of import changeable
from municipalities.models import User
from municipalities.permissions import access_of
from municipalities.querysets import one_of

from .plan import AmendableQuerySet


def of_closed_plan(line: str = "") -> Q:
    """The condition that a plan is closed; `line` is the way to its budget line."""
    return Q(**{f"{line}plan__status": "closed"}) | Q(
        **{f"{line}objective__action_line__plan__status": "closed"}
    )


def editable_share(user: User, region_paths: Iterable[str]) -> Q:
    """The condition that this person keeps the figures: of the own municipality, or
    of the region; none of a plan that is closed."""
    access = access_of(user)
    keeps = one_of("municipality", access.officer_of)
    for path in region_paths:
        keeps |= one_of(path, access.coordinates)
    return changeable() & keeps & ~of_closed_plan("budget_line__")


class BudgetLineQuerySet(AmendableQuerySet):
    """Budget lines."""

    def dividable_by(self, user: User) -> Self:
        """Lines with an amount that this person may divide over the municipalities."""
        return self.editable_by(user).exclude(amount=None).exclude(of_closed_plan())

    def with_money(self) -> Self:
        """With what they are for, who pays them, and the shares of municipalities."""
        return self.select_related(
            "objective__action_line", "action__objective"
        ).prefetch_related("fundings__payer", "shares__municipality")


class BudgetShareQuerySet(AmendableQuerySet):
    """Shares of budget lines.

    The plan speaks of shared money, so whoever sees the plan reads all of them.
    """

    def editable_by(self, user: User) -> Self:
        """Those whose figures this person keeps."""
        return self.filter(editable_share(user, self.model.region_paths))

    def with_edit_access(self, user: User) -> Self:
        """With `is_editable`: whether this person keeps the figures."""
        condition = editable_share(user, self.model.region_paths)
        return self.annotate(
            is_editable=Case(When(condition, then=Value(True)), default=Value(False))
        )

    def with_municipality(self) -> Self:
        """With whose share it is."""
        return self.select_related("municipality")

    def of_municipality(self, municipality: models.Model) -> Self:
        """The shares of one municipality, as the plan is printed, with their lines."""
        return (
            self.filter(municipality=municipality)
            .select_related("budget_line__objective", "municipality")
            .order_by("budget_line__objective__number", "budget_line", "pk")
        )
