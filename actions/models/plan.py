"""The plan itself: what the region has set out to reach."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from actions.periods import Period, Quarter
from actions.prepared import prepared
from actions.querysets import (
    AmendableQuerySet,
    ObjectiveQuerySet,
    ParticipationQuerySet,
    PlanQuerySet,
    ResultQuerySet,
)
from municipalities.addresses import address
from municipalities.models import Municipality, Region

from .fact import fact_constraint, fact_field, refuse_fact_of_region
from .plan_part import PlanHistory, PlanPart, period_constraint


class Plan(PlanPart):
    """A plan that a region carries out (uitvoeringsplan)."""

    class Status(models.TextChoices):
        DRAFT = "draft", "concept"
        ADOPTED = "adopted", "vastgesteld"
        CLOSED = "closed", "afgesloten"

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="plans", verbose_name="regio"
    )
    title = models.CharField("titel", max_length=200)
    introduction = models.TextField("inleiding", blank=True)
    status = models.CharField(
        "status", max_length=10, choices=Status, default=Status.DRAFT
    )
    starts_on = models.DateField("begint op", null=True, blank=True)
    ends_on = models.DateField("eindigt op", null=True, blank=True)
    period_text = models.CharField(
        "looptijd volgens het plan",
        max_length=200,
        blank=True,
        help_text="Zoals het in het plan staat, als er geen datums bekend zijn.",
    )
    successor = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessor",
        verbose_name="opvolger",
        help_text="Het plan waarin de open acties verdergaan.",
    )
    source_note = models.TextField("opmerking bij de bron", blank=True)
    history = PlanHistory(verbose_name="geschiedenis uitvoeringsplan")

    objects = PlanQuerySet.as_manager()
    region_paths = ("region",)
    place = ["region"]
    substance = [
        *["title", "introduction", "status", "starts_on", "ends_on", "period_text"],
        "successor",
    ]
    aside = ["source_note"]

    class Meta:
        base_manager_name = "objects"
        verbose_name = "uitvoeringsplan"
        verbose_name_plural = "uitvoeringsplannen"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            period_constraint("plan"),
            models.UniqueConstraint(
                fields=["region", "title"],
                name="plan_title_unique_in_region",
                violation_error_code="title",
                violation_error_message="Deze regio heeft al een plan met deze titel.",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("pk")),
                name="plan_does_not_succeed_itself",
                violation_error_code="successor",
                violation_error_message="Een plan kan zichzelf niet opvolgen.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("actions:plan", self.pk)

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    def fresh_since(self, today: date) -> date:
        """The day since which a report counts as fresh (actualiteit).

        That is the day the newest round opened; without a round, the quarter's start.
        """
        opened = _newest_opening(self.pk, today)
        return opened[0] if opened else Quarter.of(today).first_day


@prepared
def _newest_opening(plan: int, today: date) -> models.QuerySet[Any, date]:
    rounds = apps.get_model("actions", "ReportingRound").objects
    opened = rounds.filter(plan=plan).opened_by(today)
    return opened.values_list("opens_on", flat=True)[:1]


class Participation(PlanPart):
    """A municipality takes part in a plan for some time (deelname)."""

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="participations", verbose_name="plan"
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="participations",
        verbose_name="gemeente",
    )
    starts_on = models.DateField("vanaf", null=True, blank=True)
    ends_on = models.DateField("tot en met", null=True, blank=True)
    needs_internal_approval = models.BooleanField(
        "leidinggevende ziet het eerst",
        default=False,
        help_text="De gemeente dient pas in na akkoord van haar leidinggevende.",
    )
    history = PlanHistory(verbose_name="geschiedenis deelname")

    objects = ParticipationQuerySet.as_manager()
    region_paths = ("plan__region",)
    place = ["plan"]
    substance = ["municipality", "starts_on", "ends_on"]
    aside = ["needs_internal_approval"]

    class Meta:
        base_manager_name = "objects"
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        ordering = ["municipality__name"]
        constraints = [
            period_constraint("participation"),
            models.UniqueConstraint(
                fields=["plan", "municipality"],
                name="participation_once_per_municipality",
                violation_error_code="municipality",
                violation_error_message="Deze gemeente doet al mee aan het plan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} in {self.plan}"

    def is_in_force(self, on: date) -> bool:
        """Whether the municipality takes part on that day."""
        return (self.starts_on is None or self.starts_on <= on) and (
            self.ends_on is None or on <= self.ends_on
        )


class ActionLine(PlanPart):
    """One of the plan's main lines of work (actielijn)."""

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="action_lines", verbose_name="plan"
    )
    number = models.PositiveSmallIntegerField("nummer", editable=False)
    title = models.CharField("titel", max_length=200)
    aim = models.TextField("tot doel", blank=True)
    description = models.TextField("toelichting", blank=True)
    history = PlanHistory(verbose_name="geschiedenis actielijn")

    objects = AmendableQuerySet.as_manager()
    region_paths = ("plan__region",)
    place = ["plan", "number"]
    substance = ["title", "aim", "description"]

    class Meta:
        base_manager_name = "objects"
        verbose_name = "actielijn"
        verbose_name_plural = "actielijnen"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="action_line_number_unique_in_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"Actielijn {self.number}: {self.title}"

    def get_absolute_url(self) -> str:
        return address("actions:action-line", self.pk)


class Objective(PlanPart):
    """What an action line wants to reach (doelstelling)."""

    action_line = models.ForeignKey(
        ActionLine,
        models.CASCADE,
        related_name="objectives",
        verbose_name="actielijn",
    )
    number = models.PositiveSmallIntegerField(
        "nummer",
        editable=False,
        help_text="Telt door over de actielijnen van het plan.",
    )
    title = models.CharField("korte titel", max_length=200)
    description = models.TextField("doelstelling", blank=True)
    is_ongoing = models.BooleanField("doorlopend", default=False)
    starts_on = models.DateField("begint op", null=True, blank=True)
    ends_on = models.DateField("eindigt op", null=True, blank=True)
    actions_heading = models.CharField(
        "kopje boven de acties", max_length=40, default="Acties"
    )
    results_heading = models.CharField(
        "kopje boven de resultaten", max_length=40, default="Resultaten"
    )
    source_note = models.TextField("opmerking bij de bron", blank=True)
    history = PlanHistory(verbose_name="geschiedenis doelstelling")

    objects = ObjectiveQuerySet.as_manager()
    region_paths = ("action_line__plan__region",)
    place = ["action_line", "number"]
    substance = [
        *["title", "description", "is_ongoing", "starts_on", "ends_on"],
        *["actions_heading", "results_heading"],
    ]
    aside = ["source_note"]

    class Meta:
        base_manager_name = "objects"
        verbose_name = "doelstelling"
        verbose_name_plural = "doelstellingen"
        ordering = ["action_line__plan", "number"]
        constraints = [
            period_constraint("objective"),
            models.UniqueConstraint(
                fields=["action_line", "number"],
                name="objective_number_unique_in_line",
            ),
        ]

    def __str__(self) -> str:
        return f"Doelstelling {self.number}: {self.title}"

    def get_absolute_url(self) -> str:
        return address("actions:objective", self.pk)

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def period_label(self) -> str:
        """The looptijd in words; empty where the plan gives none."""
        return "doorlopend" if self.is_ongoing else str(self.period)


class Result(PlanPart):
    """What is there when an objective is reached (resultaat)."""

    objective = models.ForeignKey(
        Objective,
        models.CASCADE,
        related_name="results",
        verbose_name="doelstelling",
    )
    number = models.PositiveSmallIntegerField("nummer", editable=False)
    description = models.TextField("resultaat")
    is_per_municipality = models.BooleanField(
        "per gemeente",
        default=False,
        help_text="Elke gemeente bereikt dit resultaat zelf, of niet.",
    )
    fact = fact_field()
    source_note = models.TextField("opmerking bij de bron", blank=True)
    history = PlanHistory(verbose_name="geschiedenis resultaat")

    objects = ResultQuerySet.as_manager()
    region_paths = ("objective__action_line__plan__region",)
    place = ["objective", "number"]
    substance = ["description", "is_per_municipality"]
    aside = ["fact", "source_note"]

    class Meta:
        base_manager_name = "objects"
        verbose_name = "resultaat"
        verbose_name_plural = "resultaten"
        ordering = ["objective__number", "number"]
        constraints = [
            fact_constraint("result", is_per_municipality=True),
            models.UniqueConstraint(
                fields=["objective", "number"],
                name="result_number_unique_in_objective",
            ),
        ]

    def __str__(self) -> str:
        return f"Resultaat {self.code}"

    def clean(self) -> None:
        refuse_fact_of_region(self.fact, is_local=self.is_per_municipality)

    @property
    def code(self) -> str:
        """The number as printed: objective and result, such as 2.3."""
        return f"{self.objective.number}.{self.number}"
