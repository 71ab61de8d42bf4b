"""Whether results were reached."""

from django.db import models
from django.db.models import Q

from actions.querysets import AssessmentQuerySet
from municipalities.history_records import History
from municipalities.models import Municipality

from .plan import Result
from .rounds import ReportingRound


class ResultAssessment(models.Model):
    """Whether a result was reached, judged in a round (oordeel resultaat)."""

    class Outcome(models.TextChoices):
        REACHED = "reached", "bereikt"
        PARTLY = "partly", "deels bereikt"
        NOT = "not", "niet bereikt"

    result = models.ForeignKey(
        Result, models.PROTECT, related_name="assessments", verbose_name="resultaat"
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="result_assessments",
        verbose_name="gemeente",
    )
    round = models.ForeignKey(
        ReportingRound,
        models.PROTECT,
        related_name="result_assessments",
        verbose_name="ronde",
    )
    outcome = models.CharField("oordeel", max_length=10, choices=Outcome)
    note = models.TextField("toelichting", blank=True)
    history = History(verbose_name="geschiedenis oordeel resultaat")

    # What a queryset of this name adds to a row.
    note_is_readable: bool  # with_note_access()

    objects = AssessmentQuerySet.as_manager()
    region_paths = ("result__objective__action_line__plan__region",)

    class Meta:
        verbose_name = "oordeel over een resultaat"
        verbose_name_plural = "oordelen over resultaten"
        ordering = ["-round", "result", "municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "municipality", "round"],
                name="assessment_once_per_municipality",
                violation_error_code="result",
                violation_error_message="Dit oordeel is in deze ronde al gegeven.",
            ),
            models.UniqueConstraint(
                fields=["result", "round"],
                condition=Q(municipality=None),
                name="assessment_once_for_region",
                violation_error_code="result",
                violation_error_message="Dit oordeel is in deze ronde al gegeven.",
            ),
        ]

    def __str__(self) -> str:
        place = self.municipality or "regio"
        return f"{self.result} ({place}): {self.get_outcome_display()}"
