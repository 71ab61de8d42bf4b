"""What the region does."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from actions.periods import Period
from actions.querysets import ActionQuerySet
from municipalities.addresses import address
from municipalities.models import Municipality, RegionalRole

from .fact import fact_constraint, fact_field, refuse_fact_of_region
from .plan import Objective
from .plan_part import PlanHistory, PlanPart, period_constraint


class Scope(models.TextChoices):
    """Who carries an action out; it decides the tracks."""

    LOCAL = "local", "per gemeente"
    REGIONAL = "regional", "regionaal"
    JOINT = "joint", "gezamenlijk"


class Action(PlanPart):
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
    continues = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="continued_by",
        verbose_name="gaat verder op",
        help_text="De actie van het vorige plan waarvan dit het vervolg is.",
    )
    fact = fact_field()
    source_note = models.TextField("opmerking bij de bron", blank=True)
    history = PlanHistory(m2m_fields=[waits_for], verbose_name="geschiedenis actie")

    objects = ActionQuerySet.as_manager()
    region_paths = ("objective__action_line__plan__region",)
    place = ["objective", "number"]
    substance = [
        "title",
        "description",
        "scope",
        "lead_municipality",
        "lead_role",
        "is_priority",
        "priority_reason",
        "starts_on",
        "ends_on",
        "retired_on",
        "retirement_reason",
        "replaced_by",
    ]
    aside = [
        "scope_is_assumed",
        "lead_is_assumed",
        # The order of the work: an arrangement, of which the plan says nothing.
        "waits_for",
        "continues",
        "fact",
        "source_note",
    ]

    class Meta:
        base_manager_name = "objects"
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
                violation_error_code="lead_municipality",
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
            models.CheckConstraint(
                condition=Q(continues=None) | ~Q(continues=F("pk")),
                name="action_does_not_continue_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return address("actions:action", self.pk)

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


def refuse_other_objective(action: Action | None, objective_id: int | None) -> None:
    """Raise ValidationError when an action is one of another objective."""
    if action and objective_id and action.objective_id != objective_id:
        raise ValidationError(
            {"action": "Deze actie hoort bij een andere doelstelling."}
        )
