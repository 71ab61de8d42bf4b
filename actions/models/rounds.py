"""The quarterly round in which municipalities and regional leads report."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from actions.as_of import today
from actions.periods import Quarter
from actions.querysets import RoundQuerySet, SubmissionQuerySet
from municipalities.addresses import address
from municipalities.history_records import History
from municipalities.models import Municipality, RegionalRole

from .plan import Plan

if TYPE_CHECKING:
    from .progress import ProgressUpdate


class ReportingRound(models.Model):
    """A quarter over which everybody reports (rapportageronde)."""

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="rounds", verbose_name="plan"
    )
    year = models.PositiveSmallIntegerField("jaar")
    quarter_number = models.PositiveSmallIntegerField(
        "kwartaal", choices=[(number, f"Q{number}") for number in range(1, 5)]
    )
    opens_on = models.DateField(
        "opent op", help_text="Wat hierna is gemeld of bevestigd, geldt als actueel."
    )
    closes_on = models.DateField("sluit op", help_text="De dag die is afgesproken.")
    driehoek_on = models.DateField("driehoek op", null=True, blank=True)
    closed_on = models.DateField(
        "gesloten op",
        null=True,
        blank=True,
        help_text="Leeg zolang de ronde loopt.",
    )
    history = History(verbose_name="geschiedenis rapportageronde")

    objects = RoundQuerySet.as_manager()
    region_paths = ("plan__region",)

    class Meta:
        verbose_name = "rapportageronde"
        verbose_name_plural = "rapportagerondes"
        ordering = ["-year", "-quarter_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year", "quarter_number"],
                name="round_once_per_quarter",
                violation_error_code="quarter_number",
                violation_error_message="Er is al een ronde over dit kwartaal.",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(closed_on=None),
                name="round_one_open_per_plan",
                violation_error_message=(
                    "Er loopt nog een ronde van dit plan. Sluit die eerst: vul daar in"
                    " op welke dag zij gesloten is."
                ),
            ),
            models.CheckConstraint(
                condition=Q(quarter_number__range=(1, 4)), name="round_quarter_in_range"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on"))
                & (Q(closed_on=None) | Q(closed_on__gte=F("opens_on"))),
                name="round_closes_after_opening",
                violation_error_code="closes_on",
                violation_error_message="De ronde sluit voordat zij opent.",
            ),
            models.CheckConstraint(
                condition=Q(driehoek_on=None) | Q(driehoek_on__gte=F("opens_on")),
                name="round_driehoek_after_opening",
                violation_error_code="driehoek_on",
                violation_error_message="De driehoek is voordat de ronde opent.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.quarter)

    def clean(self) -> None:
        if self.closed_on and self.closed_on > today():
            raise ValidationError({"closed_on": "Deze datum ligt in de toekomst."})
        # The year cannot be changed later, and opening asks everybody to report.
        if self.year and self.opens_on and abs(self.year - self.opens_on.year) > 1:
            raise ValidationError(
                {"year": "Dit jaar past niet bij de dag waarop de ronde opent."}
            )

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter_number)

    @property
    def is_past_due(self) -> bool:
        """Whether it is open beyond the day that was agreed."""
        return self.closed_on is None and self.closes_on < today()


class Submission(models.Model):
    """What one municipality or regional lead hands in for a round (aanlevering)."""

    class State(models.TextChoices):
        REQUESTED = "requested", "uitgevraagd"
        IN_PROGRESS = "in_progress", "bezig"
        APPROVED_INTERNALLY = "approved_internally", "intern akkoord"
        SUBMITTED = "submitted", "ingediend"
        RETURNED = "returned", "teruggestuurd"
        ACCEPTED = "accepted", "akkoord"

    round = models.ForeignKey(
        ReportingRound,
        models.PROTECT,
        related_name="submissions",
        verbose_name="ronde",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name="gemeente",
    )
    lead_role = models.ForeignKey(
        RegionalRole,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name="regionale functie",
    )
    state = models.CharField(
        "stand", max_length=20, choices=State, default=State.REQUESTED
    )
    submitted_at = models.DateTimeField("ingediend op", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ingediend door",
    )
    reviewed_at = models.DateTimeField("beoordeeld op", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beoordeeld door",
    )
    return_note = models.TextField("opmerking bij terugsturen", blank=True)
    approved_at = models.DateTimeField("intern akkoord op", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="intern akkoord van",
    )
    internal_note = models.TextField("opmerking van de leidinggevende", blank=True)
    cover_note = models.TextField("woord bij het indienen", blank=True)
    remark = models.TextField("opmerking van de coördinator", blank=True)
    reaction = models.TextField("reactie op de opmerking", blank=True)
    last_key = models.UUIDField("laatste formulier", null=True, editable=False)
    history = History(verbose_name="geschiedenis aanlevering")

    needs_approval: bool  # with_approval_rule() adds it

    objects = SubmissionQuerySet.as_manager()
    region_paths = ("round__plan__region",)

    class Meta:
        verbose_name = "aanlevering"
        verbose_name_plural = "aanleveringen"
        ordering = ["round", "municipality__name", "lead_role__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, lead_role=None)
                | Q(municipality=None, lead_role__isnull=False),
                name="submission_of_municipality_or_lead",
            ),
            models.UniqueConstraint(
                fields=["round", "municipality"],
                name="submission_once_per_municipality",
            ),
            models.UniqueConstraint(
                fields=["round", "lead_role"], name="submission_once_per_lead"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "returned", "accepted"])
                | Q(submitted_at__isnull=False),
                name="submission_submitted_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "accepted"])
                | Q(reviewed_at__isnull=False),
                name="submission_reviewed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved_internally")
                | Q(approved_at__isnull=False, municipality__isnull=False),
                name="submission_approved_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(reaction="") | ~Q(remark=""),
                name="submission_reaction_needs_remark",
                violation_error_message="Er is geen opmerking om op te reageren.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_note=""),
                name="submission_returned_with_note",
                violation_error_code="return_note",
                violation_error_message="Schrijf op wat er nog nodig is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.owner}"

    def get_absolute_url(self) -> str:
        return address("actions:submission", self.pk)

    @property
    def owner(self) -> Municipality | RegionalRole | None:
        """The municipality or regional role that hands in."""
        return self.municipality or self.lead_role

    def holds(self, update: "ProgressUpdate") -> bool:
        """Whether an update was recorded by the time this was handed in."""
        return self.submitted_at is not None and update.recorded_at <= self.submitted_at
