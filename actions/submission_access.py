"""What a person may do with what is handed in for a round."""

from dataclasses import dataclass

from municipalities.models import User
from municipalities.permissions import access_of

from .as_of import is_looking_back
from .models import Plan, Submission


@dataclass(frozen=True, slots=True)
class SubmissionAccess:
    """The rights of one person on one submission.

    `is_own` says whether it is the own work. The words are for who works on it and the
    coordinator; for others once it was accepted. What a manager says stays within the
    municipality.
    """

    is_own: bool
    may_submit: bool
    may_approve: bool
    may_remark: bool
    may_react: bool
    reads_words: bool
    reads_internal: bool


def access_to(submission: Submission, user: User) -> SubmissionAccess:
    """Weigh a person's rights; to be read with the round and its plan."""
    access = access_of(user)
    plan = submission.round.plan
    is_changeable = not is_looking_back()
    goes_on = (
        is_changeable
        and submission.round.closed_on is None
        and plan.status != Plan.Status.CLOSED
    )
    is_own = (
        submission.municipality_id in access.officer_of
        or submission.lead_role_id in access.leads
    )
    coordinates = plan.region_id in access.coordinates
    manages = submission.municipality_id in access.manager_of
    hands_in = is_own or coordinates
    return SubmissionAccess(
        is_own=is_own,
        may_submit=goes_on and hands_in,
        may_approve=goes_on and manages,
        may_remark=is_changeable and coordinates,
        may_react=is_changeable and hands_in and bool(submission.remark),
        reads_words=hands_in
        or manages
        or submission.state == Submission.State.ACCEPTED,
        reads_internal=submission.municipality_id in access.works_for,
    )
