"""What the driehoek is asked to decide, and what came of it."""

from datetime import date

from django.db import models
from django.db.models import Q

from actions.models import ReportingRound
from municipalities.history_records import History
from municipalities.models import Municipality
from municipalities.texts import LongTextField
from reporting.querysets import DecisionRequestQuerySet


class DecisionRequest(models.Model):
    """Something that an edition asks to be decided (gevraagd besluit).

    Later editions show it again, until what came of it was reported.
    """

    ASKED = ("title", "reason", "asked_of", "needed_by")
    """The fields that are what is asked; the others are what came of it."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", "akkoord"
        PARTLY = "partly", "deels akkoord"
        REFUSED = "refused", "niet akkoord"
        DEFERRED = "deferred", "aangehouden"

    round = models.ForeignKey(
        ReportingRound,
        models.PROTECT,
        related_name="decision_requests",
        verbose_name="ronde",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decision_requests",
        verbose_name="gemeente",
    )
    title = models.CharField(
        "gevraagd besluit",
        max_length=200,
        help_text="In één zin, zoals het in het verslag kan staan.",
    )
    reason = LongTextField("waarom", max_length=600)
    asked_of = models.CharField("van wie", max_length=100, default="de driehoek")
    needed_by = models.DateField("uiterlijk op")
    decided_on = models.DateField("besloten op", null=True, blank=True)
    outcome = models.CharField(
        "uitkomst", max_length=10, choices=Outcome, blank=True, default=""
    )
    follow_up = LongTextField("vervolg", max_length=600, blank=True)
    history = History(verbose_name="geschiedenis gevraagd besluit")

    objects = DecisionRequestQuerySet.as_manager()
    region_paths = ("round__plan__region",)

    class Meta:
        verbose_name = "gevraagd besluit"
        verbose_name_plural = "gevraagde besluiten"
        ordering = ["round__year", "round__quarter_number", "needed_by", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on=None, outcome="")
                | Q(decided_on__isnull=False) & ~Q(outcome=""),
                name="decision_request_outcome_has_day",
                violation_error_code="decided_on",
                violation_error_message="Vul de uitkomst in, en de dag daarvan.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def decision(self) -> tuple[str, date | None, str]:
        """What was decided so far, when, and what follows."""
        return self.outcome, self.decided_on, self.follow_up

    @property
    def is_open(self) -> bool:
        """Whether a decision is still to come."""
        return self.outcome in ("", self.Outcome.DEFERRED)
