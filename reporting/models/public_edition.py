"""What of a published report is public under the Woo: chosen first, then made."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from actions.models.append_only import AppendOnlyModel
from reporting.querysets import PublicChoiceQuerySet, PublicEditionQuerySet
from reporting.woo.grounds import Ground
from reporting.woo.kinds import Kind

from .frozen import FrozenDocument
from .report import Report

LONGEST_EXPLANATION = 200

PUBLIC, AS_KIND = "public", "kind"
ANSWERS = [
    (PUBLIC, "openbaar"),
    (AS_KIND, "zoals de soort"),
    *((ground.value, f"{ground.article}: {ground.label}") for ground in Ground),
]
"""Public, left out on a ground, or no longer otherwise than the rest of its kind."""


class PublicChoice(AppendOnlyModel):
    """Whether a kind of content, or one passage of it, is public (keuze).

    The newest of a kind and passage holds. The key is that of a passage of the content;
    the text itself is not here.
    """

    report = models.ForeignKey(
        Report,
        models.PROTECT,
        related_name="public_choices",
        verbose_name="rapportage",
    )
    kind = models.CharField(
        "soort", max_length=12, choices=[(kind.value, kind.label) for kind in Kind]
    )
    key = models.CharField("kenmerk van de tekst", max_length=32, blank=True)
    answer = models.CharField("keuze", max_length=10, choices=ANSWERS)
    explanation = models.CharField("waarom", max_length=LONGEST_EXPLANATION, blank=True)
    chosen_at = models.DateTimeField("gekozen op")
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="public_choices",
        verbose_name="gekozen door",
    )

    objects = PublicChoiceQuerySet.as_manager()
    region_paths = ("report__round__plan__region",)

    class Meta:
        verbose_name = "keuze over openbaarheid"
        verbose_name_plural = "keuzes over openbaarheid"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer=AS_KIND) | ~Q(key=""),
                name="public_choice_of_a_kind_says_what",
            ),
            models.CheckConstraint(
                condition=Q(explanation="") | ~Q(answer__in=[PUBLIC, AS_KIND]),
                name="public_choice_explains_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_answer_display()}"


class PublicEdition(FrozenDocument):
    """A published report without what is not public under the Woo (openbare versie).

    What was left out is not in its content. Triggers in the database refuse to change
    it (docs/adr/0030).
    """

    report = models.ForeignKey(
        Report,
        models.PROTECT,
        related_name="public_editions",
        verbose_name="rapportage",
    )
    number = models.PositiveSmallIntegerField("nummer")
    left_out = models.PositiveIntegerField("aantal weggelaten")
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="public_editions",
        verbose_name="gemaakt door",
    )

    # What querysets of these names add to a row.
    is_replaced: bool  # with_replaced()

    objects = PublicEditionQuerySet.as_manager()
    region_paths = ("report__round__plan__region",)

    class Meta:
        verbose_name = "openbare versie"
        verbose_name_plural = "openbare versies"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="public_edition_once_per_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, openbare versie {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:public-read", args=[self.pk])
