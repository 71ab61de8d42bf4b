"""Named questions about whether results were reached."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from municipalities.models import User
from municipalities.permissions import access_of

from .notes import NotedQuerySet
from .rounds import before_round


class AssessmentQuerySet(NotedQuerySet):
    """Judgements of results."""

    def readable_note(self, user: User, moment: str) -> models.Expression:
        """The condition that this person may read a note that was written at a moment.

        As with updates: one's own, all of the region for its coordinator, and of others
        what was handed in with a submission that the coordinator accepted. What is said
        of the region as one is the coordinator's, and for all.
        """
        submissions = apps.get_model("actions", "Submission").objects.filter(
            round__plan=OuterRef("round__plan"),
            municipality=OuterRef("municipality"),
            state="accepted",
            submitted_at__gte=OuterRef(moment),
        )
        access = access_of(user)
        return Case(
            When(
                Q(municipality=None)
                | Q(municipality__in=access.works_for)
                | Q(round__plan__region__in=access.coordinates),
                then=Value(True),
            ),
            default=Exists(submissions),
            output_field=models.BooleanField(),
        )

    def until_round(self, reporting_round: Any) -> Self:
        """Those of a round and of the rounds before it."""
        return self.filter(Q(round=reporting_round) | before_round(reporting_round))

    def in_order_of_rounds(self) -> Self:
        """The oldest round first, with the round."""
        return self.select_related("round").order_by(
            "round__year", "round__quarter_number"
        )

    def of_result(
        self, result: models.Model, municipality: models.Model | None
    ) -> Self:
        """Those of one result: in one municipality, or for the region as one."""
        return self.filter(result=result, municipality=municipality)
