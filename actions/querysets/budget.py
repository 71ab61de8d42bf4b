"""Named questions about what it costs, and each municipality's share of that."""

from typing import Self

from django.db import models
from django.db.models import Q

from actions.as_of import changeable
from municipalities.models import User
from municipalities.permissions import access_of

from .plan import AmendableQuerySet


class BudgetLineQuerySet(AmendableQuerySet):
    """Budget lines."""

    def dividable_by(self, user: User) -> Self:
        """Lines with an amount that this person may divide over the municipalities."""
        return (
            self.editable_by(user)
            .exclude(amount=None)
            .exclude(
                Q(plan__status="closed")
                | Q(objective__action_line__plan__status="closed")
            )
        )

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
        """Those whose figures this person keeps: of the own municipality, or region."""
        access = access_of(user)
        own = Q(municipality__in=access.officer_of)
        for path in self.model.region_paths:
            own |= Q(**{f"{path}__in": access.coordinates})
        return self.filter(changeable(), own).exclude(
            Q(budget_line__plan__status="closed")
            | Q(budget_line__objective__action_line__plan__status="closed")
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
