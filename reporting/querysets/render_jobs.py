"""Named questions about PDFs that are being made."""

from datetime import datetime
from typing import Any, Self

from municipalities.models import User
from municipalities.permissions import access_of
from municipalities.querysets import RegionQuerySet


class RenderJobQuerySet(RegionQuerySet):
    """PDFs that were asked for."""

    def workable_by(self, user: User) -> Self:
        """Those of the regions that this person coordinates."""
        return self.in_regions(access_of(user).coordinates)

    def active(self) -> Self:
        """Those that are still to end."""
        return self.filter(state__in=self.model.ACTIVE)

    def waiting(self) -> Self:
        """Those that nobody has begun."""
        return self.filter(state=self.model.State.WAITING)

    def running(self) -> Self:
        """Those that a worker has begun."""
        return self.filter(state=self.model.State.RUNNING)

    def at_work(self, now: datetime) -> Self:
        """Those of which the worker was heard lately."""
        return self.running().filter(lease_until__gte=now)

    def held(self, claim: Any) -> Self:
        """The one that runs under this claim, if that still holds."""
        return self.running().filter(claim=claim)

    def abandoned(self, now: datetime) -> Self:
        """Those of which the worker has not been heard since the end of its lease."""
        return self.running().filter(lease_until__lt=now)

    def publishing(self, report: Any) -> Self:
        """Those that publish a report, the newest first."""
        found = self.filter(kind=self.model.Kind.PUBLISH, report=report)
        return found.order_by("-requested_at", "-pk")

    def making_public(self, report: Any) -> Self:
        """Those that make the public edition of a report, the newest first."""
        found = self.filter(kind=self.model.Kind.PUBLIC, report=report)
        return found.order_by("-requested_at", "-pk")

    def of_drafts(self) -> Self:
        """Those that publish what is a draft still; the newest last."""
        found = self.filter(kind=self.model.Kind.PUBLISH, report__publication=None)
        return found.order_by("requested_at", "pk").defer("content", "pdf")

    def to_look_at(self, reporting_round: Any, content_sha256: str) -> Self:
        """Those that make this content, to look at."""
        return self.filter(
            kind=self.model.Kind.LOOK,
            round=reporting_round,
            content_sha256=content_sha256,
        )

    def ahead_of(self, job: Any) -> Self:
        """Those in the queue that come before another."""
        return self.waiting().filter(requested_at__lt=job.requested_at)

    def ended_before(self, moment: datetime) -> Self:
        """Those that ended before a moment."""
        return self.filter(finished_at__lt=moment)

    def with_names(self) -> Self:
        """With all that names them, without the files."""
        return self.select_related(
            "round__plan__region",
            "municipality",
            "requested_by",
            "report__round__plan__region",
            "report__municipality",
        ).defer("content", "pdf")
