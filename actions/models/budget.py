"""What it costs and who pays; unknown stays empty."""

from django.db import models
from django.db.models import Q

from actions.amounts import AmountField
from actions.querysets import AmendableQuerySet, BudgetLineQuerySet, BudgetShareQuerySet
from municipalities.models import Municipality

from .action import Action, refuse_other_objective
from .partner import Partner
from .plan import Objective, Plan
from .plan_part import PlanHistory, PlanPart


def not_negative(model: str, *fields: str) -> list[models.BaseConstraint]:
    """The rule, for each field, that an amount is unknown or zero or more."""
    return [
        models.CheckConstraint(
            condition=Q(**{field: None}) | Q(**{f"{field}__gte": 0}),
            name=f"{model}_{field}_not_negative",
            violation_error_code=field,
            violation_error_message="Een bedrag kan niet negatief zijn.",
        )
        for field in fields
    ]


class BudgetLine(PlanPart):
    """What an objective needs: money, or something to use (begrotingspost)."""

    class Kind(models.TextChoices):
        ESTIMATE = "estimate", "raming"
        EXISTING = "existing", "bestaande middelen"
        RESOURCE = "resource", "hulpmiddel"
        NOT_APPLICABLE = "not_applicable", "n.v.t."

    class Division(models.TextChoices):
        EVEN = "even", "gelijk"
        KEY = "key", "naar een sleutel"
        HAND = "hand", "met de hand"

    objective = models.ForeignKey(
        Objective,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="budget_lines",
        verbose_name="doelstelling",
    )
    plan = models.ForeignKey(
        Plan,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="budget_lines",
        verbose_name="plan",
        help_text="Alleen voor een post die over het hele plan gaat.",
    )
    action = models.ForeignKey(
        Action,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="budget_lines",
        verbose_name="actie",
        help_text="Als de post voor één actie van de doelstelling is.",
    )
    title = models.CharField("post", max_length=200)
    kind = models.CharField("soort", max_length=20, choices=Kind)
    amount = AmountField("bedrag")
    url = models.URLField("link", blank=True)
    is_free = models.BooleanField(
        "gratis",
        null=True,
        blank=True,
        help_text="Leeg: het plan zegt het niet.",
    )
    source_note = models.TextField("opmerking bij de bron", blank=True)
    division = models.CharField(
        "verdeling over de gemeenten", max_length=10, choices=Division, blank=True
    )
    division_key = models.CharField(
        "sleutel van de verdeling",
        max_length=100,
        blank=True,
        help_text="Bijvoorbeeld: inwoners op 1 januari 2025.",
    )
    history = PlanHistory(verbose_name="geschiedenis begrotingspost")

    objects = BudgetLineQuerySet.as_manager()
    region_paths = ("objective__action_line__plan__region", "plan__region")
    place = ["objective", "plan", "action"]
    substance = ["title", "kind", "amount", "url", "is_free"]
    aside = ["source_note", "division", "division_key"]

    class Meta:
        base_manager_name = "objects"
        verbose_name = "begrotingspost"
        verbose_name_plural = "begrotingsposten"
        ordering = ["objective__number", "pk"]
        constraints = [
            *not_negative("budget_line", "amount"),
            models.CheckConstraint(
                condition=Q(objective__isnull=False, plan=None)
                | Q(objective=None, plan__isnull=False, action=None),
                name="budget_line_for_objective_or_plan",
                violation_error_code="objective",
                violation_error_message="Kies een doelstelling of het hele plan.",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(kind__in=["estimate", "existing"]),
                name="budget_line_amount_fits_kind",
                violation_error_code="amount",
                violation_error_message=(
                    "Een bedrag hoort alleen bij een raming of bij bestaande middelen."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind="resource") | ~Q(url=""),
                name="budget_line_resource_has_link",
                violation_error_code="url",
                violation_error_message="Geef de link naar het hulpmiddel.",
            ),
            models.CheckConstraint(
                condition=Q(division_key="") | Q(division="key"),
                name="budget_line_key_fits_division",
                violation_error_code="division_key",
                violation_error_message="Een sleutel hoort bij een verdeling daarnaar.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_other_objective(self.action, self.objective_id)

    @property
    def is_money(self) -> bool:
        """Whether an amount belongs to it, known or not."""
        return self.kind in (self.Kind.ESTIMATE, self.Kind.EXISTING)


class Funding(PlanPart):
    """Where money for a budget line comes from (dekking)."""

    class Source(models.TextChoices):
        DUUP = "duup", "Decentralisatieuitkering uitstap prostitutie (DUUP)"
        DU_VO = "du_vo", "Decentralisatieuitkering Vrouwenopvang (DU VO)"
        REINFORCEMENT = "reinforcement", "Versterkingsgelden ondermijning"
        PROVINCE = "province", "Provincie"
        OTHER_GOVERNMENT = "other_government", "Andere overheid"
        SAFETY_PLAN = "safety_plan", "Integraal Veiligheidsplan"
        OWN_MEANS = "own_means", "Eigen middelen"
        UNKNOWN = "unknown", "Onbekend"

        @property
        def short_label(self) -> str:
            """What people call it: the abbreviation, if it has one."""
            return self.label.partition("(")[2].rstrip(")") or self.label

    class State(models.TextChoices):
        COVERED = "covered", "gedekt"
        REQUESTED = "requested", "aangevraagd"
        TO_INVESTIGATE = "to_investigate", "te onderzoeken"
        TO_DECIDE = "to_decide", "te besluiten"
        NOT_APPLICABLE = "not_applicable", "n.v.t."

    budget_line = models.ForeignKey(
        BudgetLine,
        models.CASCADE,
        related_name="fundings",
        verbose_name="begrotingspost",
    )
    source = models.CharField("bron", max_length=20, choices=Source)
    payer = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fundings",
        verbose_name="betaler",
    )
    amount = AmountField("bedrag")
    state = models.CharField("stand", max_length=20, choices=State)
    history = PlanHistory(verbose_name="geschiedenis dekking")

    objects = AmendableQuerySet.as_manager()
    region_paths = tuple(f"budget_line__{path}" for path in BudgetLine.region_paths)
    place = ["budget_line"]
    substance = ["source", "payer", "amount", "state"]

    class Meta:
        base_manager_name = "objects"
        verbose_name = "dekking"
        verbose_name_plural = "dekkingen"
        ordering = ["budget_line", "pk"]
        constraints = not_negative("funding", "amount")

    def __str__(self) -> str:
        return f"{self.get_source_display()} ({self.get_state_display()})"


class BudgetShare(PlanPart):
    """A municipality's share of a budget line (aandeel per gemeente)."""

    budget_line = models.ForeignKey(
        BudgetLine,
        models.CASCADE,
        related_name="shares",
        verbose_name="begrotingspost",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="budget_shares",
        verbose_name="gemeente",
    )
    budgeted = AmountField("begroot")
    committed = AmountField("verplicht")
    spent = AmountField("gerealiseerd")
    forecast = AmountField("prognose")
    history = PlanHistory(verbose_name="geschiedenis aandeel")

    is_editable: bool  # with_edit_access()

    objects = BudgetShareQuerySet.as_manager()
    region_paths = tuple(f"budget_line__{path}" for path in BudgetLine.region_paths)
    place = ["budget_line", "municipality"]
    substance = ["budgeted"]
    aside = ["committed", "spent", "forecast"]
    counts_with = "budgeted"

    class Meta:
        base_manager_name = "objects"
        verbose_name = "aandeel per gemeente"
        verbose_name_plural = "aandelen per gemeente"
        ordering = ["budget_line", "municipality__name"]
        constraints = [
            *not_negative("share", "budgeted", "committed", "spent", "forecast"),
            models.UniqueConstraint(
                fields=["budget_line", "municipality"],
                name="budget_share_once_per_municipality",
                violation_error_code="municipality",
                violation_error_message="Deze gemeente heeft al een aandeel.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.budget_line}"

    @property
    def has_figures(self) -> bool:
        """Whether anything was entered, by whoever enters it."""
        figures = [self.budgeted, self.committed, self.spent, self.forecast]
        return any(amount is not None for amount in figures)
