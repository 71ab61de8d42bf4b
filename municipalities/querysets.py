"""Named questions about regions, municipalities and memberships."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from .models import User


def one_of(path: str, keys: Collection[int]) -> Q:
    """The condition that a path leads to one of these primary keys.

    Without any it holds for no row, and takes no joins to find that out: a person
    holds few of the roles that a rule looks at.
    """
    return Q(**{f"{path}__in": keys}) if keys else Q(pk__in=())


class HistoryQuerySet(models.QuerySet):
    """Rows that keep their history, and who may read what of it."""

    def versions_visible_to(self, user: "User") -> models.QuerySet:
        """The versions that somebody who sees the whole may see, also of what is gone.

        All of them, unless a model says otherwise.
        """
        return self.model.history.all()

    def with_withheld(self, versions: models.QuerySet, user: "User") -> models.QuerySet:
        """Versions, with `withheld`: which fields this person may not read, if any.

        Their names are separated by commas.
        """
        return versions


class RegionQuerySet(HistoryQuerySet):
    """Rows of a model that says by `region_paths` where its region is found."""

    def in_regions(self, regions: Iterable[int]) -> Self:
        """Rows of these regions, given by primary key."""
        regions = list(regions)
        condition = Q()
        for path in self.model.region_paths:
            condition |= one_of(path, regions)
        return self.filter(condition)


class MembershipQuerySet(RegionQuerySet):
    """Roles held by people."""

    def in_force(self, on: date) -> Self:
        """Roles held on that day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def officers(self) -> Self:
        """Only the municipal officers, deputies last."""
        return self.filter(role="officer").order_by("is_deputy", "user__name")

    def regional_leads(self) -> Self:
        """Only those who hold a regional post, deputies last."""
        return self.filter(role="regional_lead").order_by("is_deputy", "user__name")

    def of_team(self, municipality: models.Model) -> Self:
        """The officers of a municipality of any time, with who they are."""
        roles = self.officers().filter(municipality=municipality)
        return roles.select_related("user", "municipality")

    def of_others(self, user: models.Model) -> Self:
        """Roles of other people: nobody changes the own."""
        return self.exclude(user=user)


class UserQuerySet(HistoryQuerySet):
    """Accounts."""

    def known_in(self, regions: Iterable[int]) -> Self:
        """People who hold or held a role in these regions."""
        roles = self.model._meta.get_field("memberships").related_model.objects
        here = roles.in_regions(regions).filter(user=OuterRef("pk"))
        return self.filter(Exists(here))

    def active(self) -> Self:
        """People who can log in."""
        return self.filter(is_active=True)
