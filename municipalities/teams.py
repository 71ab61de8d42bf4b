"""Who works for a municipality or in a regional post, and where somebody lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .models import Membership, Municipality, RegionalRole
from .querysets import MembershipQuerySet


@dataclass(frozen=True, slots=True)
class Team:
    """The officers of a municipality, or the leads of a regional post, on a day.

    A vacancy is computed: nobody is officer, though there may be a deputy. It began the
    day after the last one stopped; None if there never was one.
    """

    officers: tuple[Membership, ...]
    deputies: tuple[Membership, ...]
    coming: tuple[Membership, ...]
    vacant_since: date | None

    @property
    def is_vacant(self) -> bool:
        return not self.officers

    @property
    def present(self) -> tuple[Membership, ...]:
        """Who does the work that day, deputies last."""
        return self.officers + self.deputies


def read_teams(municipalities: Iterable[Municipality], on: date) -> dict[int, Team]:
    """The team of each municipality, by its primary key, with one query."""
    return _read(Membership.objects.officers(), "municipality", municipalities, on)


def read_posts(posts: Iterable[RegionalRole], on: date) -> dict[int, Team]:
    """The team of each regional post, by its primary key, with one query."""
    return _read(Membership.objects.regional_leads(), "regional_role", posts, on)


def read_team(municipality: Municipality, on: date) -> Team:
    """The team of one municipality."""
    return read_teams([municipality], on)[municipality.pk]


def _read(
    roles: MembershipQuerySet,
    field: str,
    places: Iterable[Municipality | RegionalRole],
    on: date,
) -> dict[int, Team]:
    held: dict[int, list[Membership]] = {place.pk: [] for place in places}
    for membership in roles.filter(**{f"{field}__in": held}).select_related("user"):
        held[getattr(membership, f"{field}_id")].append(membership)
    return {pk: _team(memberships, on) for pk, memberships in held.items()}


def _team(memberships: list[Membership], on: date) -> Team:
    present = [membership for membership in memberships if membership.is_in_force(on)]
    officers = [membership for membership in present if not membership.is_deputy]
    ended = [
        membership.ends_on
        for membership in memberships
        if not membership.is_deputy and membership.ends_on and membership.ends_on < on
    ]
    return Team(
        officers=tuple(officers),
        deputies=tuple(member for member in present if member.is_deputy),
        coming=tuple(member for member in memberships if member.starts_on > on),
        vacant_since=(
            max(ended) + timedelta(days=1) if ended and not officers else None
        ),
    )
