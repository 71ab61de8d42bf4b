"""Named questions about regions, municipalities and memberships."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Prefetch, Q


class RegionQuerySet(models.QuerySet):
    """Rows of a model that says by `region_paths` where its region is found."""

    def in_regions(self, regions: Iterable[int]) -> Self:
        """Rows of these regions, given by primary key."""
        regions = list(regions)
        condition = Q()
        for path in self.model.region_paths:
            condition |= Q(**{f"{path}__in": regions})
        return self.filter(condition)


class MembershipQuerySet(RegionQuerySet):
    """Roles held by people."""

    def in_force(self, on: date) -> Self:
        """Roles held on that day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def officers(self) -> Self:
        """Only the municipal officers, deputies last."""
        return self.filter(role="officer").order_by("is_deputy", "user__name")


class MunicipalityQuerySet(RegionQuerySet):
    """Municipalities."""

    def with_officers(self, on: date) -> Self:
        """With `officers`: the memberships of the officers in force on that day."""
        memberships = self.model._meta.get_field("memberships").related_model.objects
        return self.prefetch_related(
            Prefetch(
                "memberships",
                queryset=memberships.in_force(on).officers().select_related("user"),
                to_attr="officers",
            )
        )
