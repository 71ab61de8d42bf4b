"""Figures of partners: what was counted, and what was published of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from actions.models.append_only import AppendOnlyModel
from actions.periods import Quarter
from actions.querysets import PlanPartQuerySet
from municipalities.history_records import History
from municipalities.models import Municipality, Region
from municipalities.texts import LongTextField
from reporting.querysets import ObservationQuerySet, ReleaseQuerySet
from reporting.suppression.knowledge import HIGHEST

QUARTERS = [(number, f"Q{number}") for number in range(1, 5)]


class Indicator(models.Model):
    """Something that a partner counts, never about one case (indicator)."""

    class Source(models.TextChoices):
        SAFE_AT_HOME = "veilig_thuis", "Veilig Thuis"
        CARE_COORDINATION = "zorgcoordinatie", "zorgcoördinatie"
        COMENSHA = "comensha", "CoMensha"

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="indicators", verbose_name="regio"
    )
    source = models.CharField("bron", max_length=20, choices=Source)
    title = models.CharField("wat is geteld", max_length=120)
    note = LongTextField(
        "toelichting",
        max_length=1000,
        blank=True,
        help_text="Wat wel en niet meetelt.",
    )
    history = History(verbose_name="geschiedenis indicator")

    objects = PlanPartQuerySet.as_manager()
    region_paths = ("region",)

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ["source", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "source", "title"],
                name="indicator_once_per_source",
                violation_error_code="title",
                violation_error_message="Deze indicator is er al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.title}"


class Observation(AppendOnlyModel):
    """What was counted in a quarter, in a municipality or in the region (cijfer).

    The exact number is kept because totals are computed from it, and is shown to the
    coordinators who enter it and to nobody else. A wrong one is corrected by another.
    """

    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        related_name="observations",
        verbose_name="indicator",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name="gemeente",
        help_text="Leeg als de bron alleen voor de hele regio telt.",
    )
    year = models.PositiveSmallIntegerField(
        "jaar", validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    quarter_number = models.PositiveSmallIntegerField("kwartaal", choices=QUARTERS)
    value = models.PositiveIntegerField(
        "aantal",
        validators=[MaxValueValidator(HIGHEST)],
        help_text="Het precieze aantal. Anderen zien het afgerond, of als kleiner dan"
        " de drempel.",
    )
    as_of = models.DateField("peildatum", help_text="Tot wanneer de bron telde.")
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name="verbetert",
    )
    reason = LongTextField("reden van de verbetering", max_length=1000, blank=True)
    recorded_at = models.DateTimeField(
        "vastgelegd op", default=timezone.now, editable=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="vastgelegd door",
    )

    objects = ObservationQuerySet.as_manager()
    region_paths = ("indicator__region",)

    class Meta:
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"
        ordering = ["-year", "-quarter_number", "indicator", "municipality__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "municipality", "year", "quarter_number"],
                condition=Q(corrects=None, municipality__isnull=False),
                name="observation_once_per_municipality",
            ),
            models.UniqueConstraint(
                fields=["indicator", "year", "quarter_number"],
                condition=Q(corrects=None, municipality=None),
                name="observation_once_for_region",
            ),
            models.CheckConstraint(
                condition=Q(value__range=(0, HIGHEST)),
                name="observation_value_in_range",
            ),
            models.CheckConstraint(
                condition=Q(quarter_number__range=(1, 4)),
                name="observation_quarter_in_range",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(reason=""),
                name="observation_correction_has_reason",
                violation_error_code="reason",
                violation_error_message="Schrijf waarom het cijfer is verbeterd.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.place}, {self.quarter}"

    @property
    def place(self) -> str:
        return self.municipality.name if self.municipality else "regio"

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter_number)


class FigureRelease(AppendOnlyModel):
    """A table as it was published: one indicator in one quarter (vrijgegeven tabel).

    All of them together are what readers know; so none can be changed or taken back.
    """

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="releases", verbose_name="indicator"
    )
    year = models.PositiveSmallIntegerField("jaar")
    quarter_number = models.PositiveSmallIntegerField("kwartaal", choices=QUARTERS)
    threshold = models.PositiveSmallIntegerField("drempel")
    rounded_to = models.PositiveSmallIntegerField("afgerond op")
    recorded_at = models.DateTimeField(
        "vrijgegeven op", default=timezone.now, editable=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="vrijgegeven door",
    )

    objects = ReleaseQuerySet.as_manager()
    region_paths = ("indicator__region",)

    class Meta:
        verbose_name = "vrijgegeven tabel"
        verbose_name_plural = "vrijgegeven tabellen"
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter_number__range=(1, 4)),
                name="release_quarter_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.quarter}"

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter_number)


class ReleasedFigure(AppendOnlyModel):
    """One number of a published table, as it is shown (vrijgegeven cijfer).

    The total of the region has several `atoms`, a cell one: keys of observations. The
    `ranges` are what is known of the number by what is shown.
    """

    release = models.ForeignKey(
        FigureRelease, models.PROTECT, related_name="figures", verbose_name="tabel"
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gemeente",
    )
    atoms = models.JSONField("opgeteld uit")
    ranges = models.JSONField("mogelijke aantallen")
    amount = models.PositiveIntegerField("getoond aantal", null=True)
    is_small = models.BooleanField("kleiner dan dat")
    corrects = models.ForeignKey(
        Observation,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="verbetert",
    )
    as_of = models.DateField("peildatum")

    region_paths = ("release__indicator__region",)

    class Meta:
        verbose_name = "vrijgegeven cijfer"
        verbose_name_plural = "vrijgegeven cijfers"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "municipality"],
                condition=Q(municipality__isnull=False),
                name="released_once_per_municipality",
            ),
            models.UniqueConstraint(
                fields=["release"],
                condition=Q(municipality=None),
                name="released_once_for_region",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(is_small=False),
                name="released_withheld_is_not_small",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release}, {self.municipality or 'regio'}"
