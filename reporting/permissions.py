"""On which rounds a person makes reports, and whom to tell of them.

Who reads what, ReportQuerySet says.
"""

from datetime import date

from django.db.models import Prefetch, QuerySet

from actions.models import ReportingRound
from municipalities.models import Membership, User
from municipalities.permissions import access_of, readers_of_report

from .models import Delivery, Report


def workable_rounds(user: User) -> QuerySet[ReportingRound]:
    """Rounds of the plans that this person coordinates, the newest first."""
    return (
        ReportingRound.objects.filter(plan__region__in=access_of(user).coordinates)
        .select_related("plan__region")
        .order_by("-year", "-quarter_number", "-plan")
    )


def people_to_tell(report: Report, *, today: date) -> QuerySet[User]:
    """Who may read an edition and was not told of this version, with `roles_now`.

    Also who was to be told, where that did not succeed.
    """
    told = Delivery.objects.of_report(report).not_let_go()
    roles = Membership.objects.in_force(today)
    return (
        readers_of_report(report.round.plan.region, report.municipality, today=today)
        .exclude(pk__in=told.values("user"))
        .prefetch_related(Prefetch("memberships", roles, to_attr="roles_now"))
    )
