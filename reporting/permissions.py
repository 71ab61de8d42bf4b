"""Which reports a person may read; asked by the pages, and later by all else."""

from django.db.models import QuerySet

from actions.models import Plan, ReportingRound
from municipalities.models import Municipality, User
from municipalities.permissions import access_of


def readable_rounds(user: User) -> QuerySet[ReportingRound]:
    """Rounds of the plans of which this person may read some report."""
    plans = Plan.objects.reported_to(user)
    return (
        ReportingRound.objects.filter(plan__in=plans)
        .select_related("plan__region")
        .order_by("-year", "-quarter_number")
    )


def reads_regional_edition(user: User, plan: Plan) -> bool:
    """Whether this person may read the plan's regional edition."""
    return plan.region_id in access_of(user).reads_report_of_region


def readable_municipalities(user: User, plan: Plan) -> QuerySet[Municipality]:
    """The municipalities whose edition this person may read."""
    taking_part = Municipality.objects.filter(participations__plan=plan)
    if reads_regional_edition(user, plan):
        return taking_part
    return taking_part.filter(pk__in=access_of(user).reads_report_of_municipality)
