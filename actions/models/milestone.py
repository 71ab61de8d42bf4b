"""What is due when, and where everybody stands with it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from actions.as_of import today
from actions.periods import Period
from actions.querysets import MilestoneQuerySet, MilestoneStatusQuerySet
from municipalities.addresses import address
from municipalities.models import Municipality, RegionalRole

from .action import Action, refuse_other_objective
from .fact import fact_constraint, fact_field
from .plan import Objective
from .plan_part import PlanHistory, PlanPart


class Milestone(PlanPart):
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
    history = PlanHistory(verbose_name="geschiedenis mijlpaal")

    objects = MilestoneQuerySet.as_manager()
    region_paths = ("objective__action_line__plan__region",)
    place = ["objective", "action"]
    substance = ["title", "is_per_municipality", "due_from", "due_on"]
    aside = ["fact"]

    class Meta:
        base_manager_name = "objects"
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ["objective__number", "due_on", "pk"]
        constraints = [
            fact_constraint("milestone", is_per_municipality=True),
            models.CheckConstraint(
                condition=Q(due_from=None)
                | (Q(due_on__isnull=False) & Q(due_from__lte=F("due_on"))),
                name="milestone_due_period_is_ordered",
                violation_error_code="due_on",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_other_objective(self.action, self.objective_id)

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
    history = PlanHistory(verbose_name="geschiedenis stand van mijlpaal")

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
                violation_error_code="note",
                violation_error_message="Geef de reden van het uitstel.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} ({self.municipality or 'regio'})"

    def get_absolute_url(self) -> str:
        return address("actions:milestone", self.pk)

    def clean(self) -> None:
        if self.completed_on and self.completed_on > today():
            raise ValidationError({"completed_on": "Deze datum ligt in de toekomst."})

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
        return self.completed_on is None and due_on is not None and due_on < today()
