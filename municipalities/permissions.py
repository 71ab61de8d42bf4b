"""What a person may do today, as plain facts; the rows follow in the querysets."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from .models import REGION_ROLES, Membership, Municipality, Region, Role, User
from .prepared import Prepared

PLAN_ROLES = frozenset(
    [
        Role.ADMINISTRATOR,
        Role.COORDINATOR,
        Role.OFFICER,
        Role.MANAGER,
        Role.REGIONAL_LEAD,
        Role.READER,
    ]
)
"""Roles that may look at the plan and its progress."""

REGIONAL_REPORT_ROLES = frozenset(
    [Role.ADMINISTRATOR, Role.COORDINATOR, Role.DRIEHOEK, Role.READER]
)
"""Roles that may read the regional report: it holds notes of every municipality."""


class HtmxRequest(HttpRequest):
    """A request as the middleware leaves it, for type hints."""

    htmx: HtmxDetails


class UserRequest(HtmxRequest):
    """A request of somebody who is logged in, for type hints."""

    user: User


@dataclass(frozen=True, slots=True)
class Access:
    """Where a person holds which rights; every set holds primary keys."""

    administers: frozenset[int] = frozenset()  # regions
    coordinates: frozenset[int] = frozenset()  # regions
    officer_of: frozenset[int] = frozenset()  # municipalities
    manager_of: frozenset[int] = frozenset()  # municipalities
    leads: frozenset[int] = frozenset()  # regional roles
    sees_plan_of: frozenset[int] = frozenset()  # regions
    reads_report_of_region: frozenset[int] = frozenset()  # regions
    reads_report_of_municipality: frozenset[int] = frozenset()  # municipalities
    makes_regions: bool = False

    @property
    def may_use_admin(self) -> bool:
        """Whether the admin opens for this person at all."""
        return bool(self.administers or self.coordinates or self.makes_regions)

    @property
    def may_report(self) -> bool:
        """Whether this person keeps progress up to date somewhere."""
        return bool(self.officer_of or self.leads)

    @property
    def works_for(self) -> frozenset[int]:
        """Municipalities of which this person reads all that is said."""
        return self.officer_of | self.manager_of

    @property
    def may_read_reports(self) -> bool:
        """Whether there is any report that this person may read."""
        return bool(self.reads_report_of_region or self.reads_report_of_municipality)

    @property
    def manages_people_of(self) -> frozenset[int]:
        """Regions in which this person gives out roles."""
        return self.administers | self.coordinates


def access_of(user: User | AnonymousUser) -> Access:
    """Read the rights of a user with one query, and keep them on the user object.

    Rights follow from the memberships in force today, so an ended membership takes its
    rights along without anybody doing anything. A request has its own user object, so
    the rights are read once per request.
    """
    if "_access" not in user.__dict__:
        user.__dict__["_access"] = _read_access(user)
    return user.__dict__["_access"]


def readers_of_report(
    region: Region, municipality: Municipality | None, *, today: date
) -> QuerySet[User]:
    """Who may read an edition, by name: what `Access` says, asked the other way round.

    Only who can log in; an account for maintenance alone is not among them.
    """
    held = Membership.objects.in_force(today)
    of_region = held.in_regions([region.pk]).filter(
        Q(region=region, role__in=REGIONAL_REPORT_ROLES) | Q(role=Role.DRIEHOEK)
    )
    readers = Q(pk__in=of_region.values("user"))
    if municipality:
        readers |= Q(pk__in=held.filter(municipality=municipality).values("user"))
    return User.objects.active().filter(readers).order_by("name", "pk")


def may_keep(user: User, municipality: Municipality) -> bool:
    """Whether somebody keeps up to date what a municipality says about itself."""
    access = access_of(user)
    return (
        municipality.pk in access.officer_of
        or municipality.region_id in access.coordinates
    )


def regions_to_give_out(access: Access, role: str) -> frozenset[int]:
    """The regions in which somebody may give out a role."""
    return access.administers if role in REGION_ROLES else access.manages_people_of


def may_give_out(giver: User, membership: Membership) -> bool:
    """Whether somebody may give, change or end a role; one's own never."""
    regions = regions_to_give_out(access_of(giver), membership.role)
    return membership.user_id != giver.pk and membership.home_region_id in regions


@Prepared
def _held_by(user: int, today: date) -> QuerySet[Membership]:
    held = Membership.objects.in_force(today).filter(user=user)
    # As they come: their own order is by the name of the user.
    return held.select_related("municipality", "regional_role").order_by()


def _read_access(user: User | AnonymousUser) -> Access:
    if not user.is_active:
        return Access()
    if user.is_superuser:
        regions = frozenset(Region.objects.values_list("pk", flat=True))
        return Access(
            administers=regions,
            coordinates=regions,
            sees_plan_of=regions,
            reads_report_of_region=regions,
            makes_regions=True,
        )
    held = _held_by(user.pk, timezone.localdate())

    def regions_of(*roles: Role) -> frozenset[int]:
        return places_of("home_region_id", *roles)

    def places_of(field: str, *roles: Role) -> frozenset[int]:
        places = {
            getattr(membership, field)
            for membership in held
            if membership.role in roles
        }
        return frozenset(places - {None})

    return Access(
        administers=regions_of(Role.ADMINISTRATOR),
        coordinates=regions_of(Role.COORDINATOR),
        officer_of=places_of("municipality_id", Role.OFFICER),
        manager_of=places_of("municipality_id", Role.MANAGER),
        leads=places_of("regional_role_id", Role.REGIONAL_LEAD),
        sees_plan_of=regions_of(*PLAN_ROLES),
        # The driehoek meets for the region, whichever municipality its member is of.
        reads_report_of_region=places_of("region_id", *REGIONAL_REPORT_ROLES)
        | regions_of(Role.DRIEHOEK),
        reads_report_of_municipality=places_of("municipality_id", *Role),
    )
