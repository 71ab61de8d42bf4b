"""One officer stops and another starts; the work stays with the municipality."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from .history import give_reason
from .models import Membership, Municipality, Role, User
from .permissions import may_give_out


@dataclass(frozen=True, slots=True)
class Successor:
    """Who starts: an account, or the name and address for a new one; and from when."""

    starts_on: date
    is_deputy: bool = False
    user: User | None = None
    name: str = ""
    email: str = ""


@transaction.atomic
def hand_over(
    leaving: Membership,
    *,
    last_day: date,
    successor: Successor | None,
    by: User,
    reason: str,
) -> User | None:
    """End a membership and start that of the successor, if there is one already.

    The membership that ends is locked by the caller. Returns the account that was made
    for the successor, if any, so that its owner can be invited.

    Raises PermissionDenied when `by` may not give out the roles, and ValidationError
    when the dates or people do not fit.
    """
    if not may_give_out(by, leaving) or leaving.municipality is None:
        raise PermissionDenied
    if successor and successor.user == leaving.user:
        raise ValidationError("Kies een ander als opvolger.")
    leaving.ends_on = last_day
    leaving.full_clean()
    give_reason(leaving, reason)
    leaving.save()
    if successor is None:
        return None
    return appoint(leaving.municipality, successor, by=by, reason=reason)


@transaction.atomic
def appoint(
    municipality: Municipality, successor: Successor, *, by: User, reason: str
) -> User | None:
    """Make somebody officer or deputy; sent twice, it is done once.

    A deputy who becomes officer stops being deputy. Returns and raises as `hand_over`.
    """
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    known = successor.user or User.objects.filter(email=successor.email.lower()).first()
    start = Membership(
        user=known,
        role=Role.OFFICER,
        municipality=municipality,
        starts_on=successor.starts_on,
        is_deputy=successor.is_deputy,
    )
    if not may_give_out(by, start):
        raise PermissionDenied
    if known is None:
        start.user = _new_account(successor, reason)
    else:
        held = municipality.memberships.filter(user=known, role=Role.OFFICER)
        if held.filter(starts_on=start.starts_on, is_deputy=start.is_deputy).exists():
            return None
        if successor.user is None:
            raise ValidationError("Er is al een account met dit e-mailadres.")
        for role in held.filter(Q(ends_on=None) | Q(ends_on__gte=start.starts_on)):
            _make_way(role, start, reason)
    start.full_clean()
    give_reason(start, reason)
    start.save()
    return start.user if known is None else None


def _new_account(successor: Successor, reason: str) -> User:
    """An account without a password: the invitation lets its owner set one."""
    user = User(name=successor.name, email=successor.email.lower())
    user.set_unusable_password()
    user.full_clean()
    give_reason(user, reason)
    user.save()
    return user


def _make_way(role: Membership, start: Membership, reason: str) -> None:
    """Let a deputy become officer; refuse any other role that is held at the time."""
    if not role.is_deputy or start.is_deputy or role.starts_on >= start.starts_on:
        raise ValidationError(
            f"{role.user} is dan al {role.get_role_display()} van {role.municipality}."
        )
    role.ends_on = start.starts_on - timedelta(days=1)
    give_reason(role, reason)
    role.save()
