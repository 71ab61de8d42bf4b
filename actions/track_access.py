"""What a person may do with one track, of which the plan was read along.

`ProgressQuerySet` asks the same of many tracks at once; a test holds the two together.
"""

from municipalities.models import User
from municipalities.permissions import access_of

from .as_of import is_looking_back, today
from .models import Participation, Plan, Progress


def keeps(user: User, track: Progress) -> bool:
    """Whether a track is this person's to report on, as long as work on it goes on."""
    access = access_of(user)
    return (
        track.municipality_id in access.officer_of
        or track.action.lead_municipality_id in access.officer_of
        or track.action.lead_role_id in access.leads
    )


def reads_notes(user: User, track: Progress) -> bool:
    """Whether this person reads all that was said of a track, before it is accepted."""
    access = access_of(user)
    return (
        keeps(user, track)
        or track.municipality_id in access.manager_of
        or track.action.lead_municipality_id in access.manager_of
        or track.action.objective.action_line.plan.region_id in access.coordinates
    )


def may_report(user: User, track: Progress) -> bool:
    """Whether this person may report on a track: as `editable_by` finds it."""
    action = track.action
    plan = action.objective.action_line.plan
    coordinates = plan.region_id in access_of(user).coordinates
    if is_looking_back() or not (coordinates or keeps(user, track)):
        return False
    if action.retired_on or plan.status == Plan.Status.CLOSED:
        return False
    needed = {track.municipality_id}
    if not coordinates:
        needed.add(action.lead_municipality_id)
    return _take_part(needed - {None}, plan)


def _take_part(municipalities: set[int | None], plan: Plan) -> bool:
    """Whether all of these municipalities take part in a plan today."""
    if not municipalities:
        return True
    participations = Participation.objects.filter(
        plan=plan, municipality__in=municipalities
    ).order_by()
    here = {row.municipality_id for row in participations if row.is_in_force(today())}
    return here == municipalities
