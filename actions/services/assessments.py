"""Whether results were reached, as judged in a round."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import ReportingRound, Result, ResultAssessment, Submission
from municipalities.models import Municipality
from municipalities.versions import VersionConflict, with_versions

from .rounds import note_report


@transaction.atomic
def assess_result(
    result: Result,
    *,
    municipality: Municipality | None,
    reporting_round: ReportingRound,
    outcome: str,
    note: str = "",
    base_version: int | None,
) -> ResultAssessment:
    """Judge a result in a round, or change the judgement of that round.

    `base_version` is the version that the author saw; None when there was none. Sent
    again, it changes nothing.

    Raises VersionConflict when somebody judged it since, and ValidationError when the
    round was closed or the result is not judged for such a place.
    """
    # Two who are the first to judge must wait for each other: there is no row to lock.
    current = ReportingRound.objects.select_for_update().get(pk=reporting_round.pk)
    if current.closed_on:
        raise ValidationError("Deze ronde is gesloten.")
    if result.is_per_municipality != (municipality is not None):
        raise ValidationError(
            "Dit resultaat wordt per gemeente beoordeeld."
            if result.is_per_municipality
            else "Dit resultaat wordt voor de hele regio beoordeeld."
        )
    there: Any = with_versions(
        ResultAssessment.objects.filter(
            result=result, municipality=municipality, round=current
        )
    ).first()
    if there and (there.outcome, there.note) == (outcome, note):
        return there
    if (there.newest_version if there else None) != base_version:
        raise VersionConflict(there)
    assessment = there or ResultAssessment(
        result=result, municipality=municipality, round=current
    )
    assessment.outcome = outcome
    assessment.note = note
    assessment.full_clean()
    assessment.save()
    if municipality:
        note_report(Submission.objects.of_place(current.plan, municipality))
    return assessment
