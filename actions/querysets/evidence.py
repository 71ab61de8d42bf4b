"""Named questions about evidence, and who may see and remove it."""

from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Case, Q, Value, When

from actions.as_of import changeable
from municipalities.models import User
from municipalities.permissions import access_of
from municipalities.querysets import one_of

from .progress import PLAN_OF_ACTION, own_track, read_track

TRACK = "update__progress__"
HELD_FOR = timedelta(days=1)


def coordinated(user: User) -> Q:
    """The condition that evidence is of a region that this person coordinates."""
    regions = access_of(user).coordinates
    return one_of(f"{TRACK}{PLAN_OF_ACTION}__region", regions)


def removable(user: User) -> Q:
    """The condition that this person can remove its content.

    What should never have been there must go at once, so whoever reports can do it.
    """
    keeps = coordinated(user) | own_track(user, TRACK)
    return changeable() & keeps & Q(removed_at=None)


class AttachmentQuerySet(models.QuerySet):
    """Evidence: of the own municipality or post, and for the coordinator (design)."""

    def visible_to(self, user: User) -> Self:
        """What this person may see; a manager reads along."""
        return self.filter(coordinated(user) | read_track(user, TRACK))

    def removable_by(self, user: User) -> Self:
        """That of which this person may remove the content."""
        return self.filter(removable(user))

    def downloadable(self) -> Self:
        """Files that are still there."""
        return self.exclude(file="")

    def with_update(self) -> Self:
        """With the update it belongs to, and all that names the track of that."""
        return self.select_related(
            "update__progress__municipality",
            "update__progress__action__objective",
            "update__progress__action__lead_municipality",
            "update__progress__action__lead_role",
        )

    def for_timeline(self, user: User) -> Self:
        """What this person may see, with who added and removed it.

        With `is_removable`: whether this person may remove its content.
        """
        return (
            self.visible_to(user)
            .select_related("added_by", "removed_by")
            .annotate(
                is_removable=Case(
                    When(removable(user), then=Value(True)), default=Value(False)
                )
            )
        )


class HeldFileQuerySet(models.QuerySet):
    """Files that wait for their form."""

    def of_form(self, owner: User, key: UUID) -> Self:
        """What this person sent with this form."""
        return self.filter(owner=owner, key=key)

    def expired(self, now: datetime) -> Self:
        """What was held so long that nobody comes back for it."""
        return self.filter(held_at__lt=now - HELD_FOR)
