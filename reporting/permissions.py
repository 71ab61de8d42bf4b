"""On which rounds a person makes reports; who reads what, ReportQuerySet says."""

from django.db.models import QuerySet

from actions.models import ReportingRound
from municipalities.models import User
from municipalities.permissions import access_of


def workable_rounds(user: User) -> QuerySet[ReportingRound]:
    """Rounds of the plans that this person coordinates, the newest first."""
    return (
        ReportingRound.objects.filter(plan__region__in=access_of(user).coordinates)
        .select_related("plan__region")
        .order_by("-year", "-quarter_number", "-plan")
    )
