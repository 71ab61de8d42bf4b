"""What the region does, and what is due when."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from actions.periods import Period
from actions.querysets import (
    ActionQuerySet,
    MilestoneStatusQuerySet,
    PlanPartQuerySet,
)
from municipalities.models import Municipality, RegionalRole

from .fact import fact_constraint, fact_field, refuse_fact_of_region
from .plan import Objective, period_constraint


class Scope(models.TextChoices):
    """Who carries an action out; it decides the tracks."""

    LOCAL = "local", "per gemeente"
    REGIONAL = "regional", "regionaal"
    JOINT = "joint", "gezamenlijk"


class Action(models.Model):
    """What is done for an objective (actie, activiteit)."""

    objective = models.ForeignKey(
        Objective,
        models.CASCADE,
        related_name="actions",
        verbose_name="doelstelling",
    )
    number = models.PositiveSmallIntegerField("nummer", editable=False)
    title = models.CharField("korte titel", max_length=120)
    description = models.TextField("actie")
    scope = models.CharField("uitvoering", max_length=10, choices=Scope)
    scope_is_assumed = models.BooleanField(
        "uitvoering is een aanname",
        default=False,
        help_text="Het plan zegt niet wie dit uitvoert; de coördinator bevestigt het.",
    )
    lead_municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_actions",
        verbose_name="trekker (gemeente)",
    )
    lead_role = models.ForeignKey(
        RegionalRole,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_actions",
        verbose_name="trekker (regionale functie)",
    )
    lead_is_assumed = models.BooleanField(
        "trekker is een aanname",
        default=False,
        help_text="Het plan noemt geen trekker; de coördinator bevestigt deze.",
    )
    is_priority = models.BooleanField("prioriteit", default=False)
    priority_reason = models.CharField(
        "reden van de prioriteit", max_length=200, blank=True
    )
    starts_on = models.DateField("begint op", null=True, blank=True)
    ends_on = models.DateField("eindigt op", null=True, blank=True)
    waits_for = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="waited_for_by",
        verbose_name="wacht op",
    )
    retired_on = models.DateField("vervallen op", null=True, blank=True, editable=False)
    retirement_reason = models.TextField(
        "reden van vervallen", blank=True, editable=False
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        verbose_name="vervangen door",
    )
    fact = fact_field()
    source_note = models.TextField("opmerking bij de bron", blank=True)
    history = HistoricalRecords(
        m2m_fields=[waits_for], verbose_name="geschiedenis actie"
    )

    objects = ActionQuerySet.as_manager()
    region_paths = ("objective__action_line__plan__region",)

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["objective__number", "number"]
        constraints = [
            period_constraint("action"),
            fact_constraint("action", scope=Scope.LOCAL),
            models.UniqueConstraint(
                fields=["objective", "number"],
                name="action_number_unique_in_objective",
            ),
            models.CheckConstraint(
                condition=(
                    Q(scope=Scope.LOCAL, lead_municipality=None, lead_role=None)
                    | Q(
                        scope__in=[Scope.REGIONAL, Scope.JOINT],
                        lead_municipality__isnull=False,
                        lead_role=None,
                    )
                    | Q(
                        scope__in=[Scope.REGIONAL, Scope.JOINT],
                        lead_municipality=None,
                        lead_role__isnull=False,
                    )
                ),
                name="action_lead_fits_scope",
                violation_error_message=(
                    "Een regionale of gezamenlijke actie heeft precies één trekker:"
                    " een gemeente of een regionale functie. Een actie per gemeente"
                    " heeft er geen: elke gemeente trekt haar eigen deel."
                ),
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None) | ~Q(retirement_reason=""),
                name="action_retired_with_reason",
                violation_error_message="Geef de reden waarom de actie vervalt.",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None)
                | (Q(retired_on__isnull=False) & ~Q(replaced_by=F("pk"))),
                name="action_replaced_only_when_retired",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("actions:action", args=[self.pk])

    def clean(self) -> None:
        refuse_fact_of_region(self.fact, is_local=self.is_local)

    @property
    def code(self) -> str:
        """The number as printed: objective and action, such as 1.3."""
        return f"{self.objective.number}.{self.number}"

    @property
    def lead(self) -> Municipality | RegionalRole | None:
        """Who keeps the one track of a regional or joint action up to date."""
        return self.lead_municipality or self.lead_role

    @property
    def is_local(self) -> bool:
        return self.scope == Scope.LOCAL

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)


class Milestone(models.Model):
    """Something that is due in a year, a quarter or on a day (mijlpaal)."""

    objective = models.ForeignKey(
        Objective,
        models.CASCADE,
        related_name="milestones",
        verbose_name="doelstelling",
    )
    action = models.ForeignKey(
        Action,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name="actie",
        help_text="Bij een gezamenlijke actie: wat elke gemeente daarvoor zelf doet.",
    )
    title = models.CharField("mijlpaal", max_length=200)
    is_per_municipality = models.BooleanField("per gemeente", default=False)
    due_from = models.DateField(
        "gepland vanaf",
        null=True,
        blank=True,
        help_text="De eerste dag van het jaar of kwartaal; bij een datum die dag.",
    )
    due_on = models.DateField("uiterlijk op", null=True, blank=True)
    fact = fact_field()
    history = HistoricalRecords(verbose_name="geschiedenis mijlpaal")

    objects = PlanPartQuerySet.as_manager()
    region_paths = ("objective__action_line__plan__region",)

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ["objective__number", "due_on", "pk"]
        constraints = [
            fact_constraint("milestone", is_per_municipality=True),
            models.CheckConstraint(
                condition=Q(due_from=None)
                | (Q(due_on__isnull=False) & Q(due_from__lte=F("due_on"))),
                name="milestone_due_period_is_ordered",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def due(self) -> Period:
        """When the plan wants it."""
        return Period(self.due_from, self.due_on)


class MilestoneStatus(models.Model):
    """Where a municipality, or the region as one, stands with a milestone (stand)."""

    milestone = models.ForeignKey(
        Milestone, models.CASCADE, related_name="statuses", verbose_name="mijlpaal"
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="milestone_statuses",
        verbose_name="gemeente",
    )
    due_on = models.DateField(
        "nieuwe datum",
        null=True,
        blank=True,
        help_text="Alleen als de datum van het plan niet gehaald wordt.",
    )
    completed_on = models.DateField("gehaald op", null=True, blank=True)
    note = models.TextField("toelichting", blank=True)
    history = HistoricalRecords(verbose_name="geschiedenis stand van mijlpaal")

    # What querysets of these names add to a row.
    postponements: int  # with_postponements()
    is_editable: bool  # with_edit_access()
    note_is_readable: bool  # with_note_access()

    objects = MilestoneStatusQuerySet.as_manager()
    region_paths = ("milestone__objective__action_line__plan__region",)

    class Meta:
        verbose_name = "stand van mijlpaal"
        verbose_name_plural = "stand van mijlpalen"
        ordering = ["milestone", "municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "municipality"],
                name="milestone_status_once_per_municipality",
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(municipality=None),
                name="milestone_status_once_for_region",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | ~Q(note=""),
                name="milestone_status_postponed_with_reason",
                violation_error_message="Geef de reden van het uitstel.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} ({self.municipality or 'regio'})"

    def get_absolute_url(self) -> str:
        return reverse("actions:milestone", args=[self.pk])

    @property
    def owner(self) -> Municipality | RegionalRole | None:
        """Who keeps it up to date; None where that is the coordinator."""
        action = self.milestone.action
        return self.municipality or (action.lead if action else None)

    @property
    def due(self) -> Period:
        """When it is due now: the new date, or else the plan's."""
        return Period(self.due_on, self.due_on) if self.due_on else self.milestone.due

    @property
    def is_late(self) -> bool:
        """Whether the due date has passed without completion."""
        due_on = self.due.ends_on
        return (
            self.completed_on is None
            and due_on is not None
            and due_on < timezone.localdate()
        )
