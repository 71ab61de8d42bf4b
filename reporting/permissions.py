"""Which reports a person may read; asked by the pages, and later by all else."""

from django.db.models import QuerySet

from actions.models import Participation, Plan, ReportingRound
from municipalities.models import User
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


def readable_participations(user: User, plan: Plan) -> QuerySet[Participation]:
    """The participations of the municipalities whose edition this person may read."""
    participations = plan.participations.select_related("municipality")
    if reads_regional_edition(user, plan):
        return participations
    return participations.filter(
        municipality__in=access_of(user).reads_report_of_municipality
    )
