"""How far it is: tracks, and the append-only updates on them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from actions.as_of import today
from actions.querysets import ProgressQuerySet, ProgressUpdateQuerySet
from municipalities.addresses import address
from municipalities.days import short_day
from municipalities.models import Municipality, RegionalRole
from municipalities.texts import LongTextField

from .action import Action
from .append_only import AppendOnlyModel
from .partner import Partner
from .state import (
    FINISHED_PHASES,
    PHASES_WITH_REASON,
    PHASES_WITHOUT_LIGHT,
    WORRYING_LIGHTS,
    Light,
    Phase,
    in_words,
)


class Progress(models.Model):
    """A track: an action as one municipality, or its lead, carries it out (voortgang).

    `state` is its newest update and is set in the same transaction as that is written;
    `version` counts the updates, so that nobody overwrites what they have not seen.
    """

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="tracks", verbose_name="actie"
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tracks",
        verbose_name="gemeente",
        help_text="Leeg bij een regionale of gezamenlijke actie.",
    )
    state = models.OneToOneField(
        "ProgressUpdate",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="stand",
    )
    version = models.PositiveIntegerField("versie", default=0, editable=False)

    # What querysets of these names add to a row.
    is_running: bool  # with_running()
    is_editable: bool  # with_edit_access()
    note_is_readable: bool  # with_note_access()
    waiting_since: datetime | None  # with_waiting_since()
    handed_in: int | None  # with_handed_in()
    newest: int | None

    objects = ProgressQuerySet.as_manager()
    region_paths = ("action__objective__action_line__plan__region",)

    class Meta:
        verbose_name = "voortgang"
        verbose_name_plural = "voortgang"
        ordering = ["action__objective__number", "action__number", "municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "municipality"],
                name="progress_once_per_municipality",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(municipality=None),
                name="progress_once_for_region",
            ),
            models.CheckConstraint(
                condition=Q(state=None, version=0)
                | Q(state__isnull=False, version__gt=0),
                name="progress_state_is_newest_update",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} ({self.owner})"

    def get_absolute_url(self) -> str:
        return address("actions:track", self.pk)

    @cached_property
    def fresh_since(self) -> date:
        """Since when a report counts; for many tracks with_fresh_since() reads it."""
        return self.action.objective.action_line.plan.fresh_since(today())

    @property
    def owner(self) -> Municipality | RegionalRole | None:
        """The municipality or regional role that keeps this track up to date."""
        return self.municipality or self.action.lead

    @property
    def phase(self) -> Phase | None:
        """How far it is; None before a first update."""
        return Phase(self.state.phase) if self.state and self.state.phase else None

    @property
    def light(self) -> Light | None:
        """How it goes; None before a first update and where nothing is going on."""
        return Light(self.state.light) if self.state and self.state.light else None

    def is_fresh(self, since: date) -> bool:
        """Whether it was reported or confirmed on or after that day."""
        return self.state is not None and self.state.is_fresh(since)

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.phase in FINISHED_PHASES

    @property
    def due_on(self) -> date | None:
        """When the action, or else its objective, should be finished."""
        return self.action.ends_on or self.action.objective.ends_on

    def is_overdue(self, today: date) -> bool:
        """Whether the action should have been finished before today, and is not."""
        return self.due_on is not None and self.due_on < today and not self.is_finished


class ProgressUpdate(AppendOnlyModel):
    """What somebody reported about a track, at one moment (voortgangsbericht).

    Every row carries the whole state after it: a confirmation copies the state, and a
    withdrawal carries the state before the update that it undoes. The state at any
    moment is therefore the newest row recorded until then.
    """

    class Kind(models.TextChoices):
        UPDATE = "update", "bericht"
        CONFIRMATION = "confirmation", "niets veranderd"
        WITHDRAWAL = "withdrawal", "ingetrokken"

    progress = models.ForeignKey(
        Progress, models.PROTECT, related_name="updates", verbose_name="voortgang"
    )
    sequence = models.PositiveIntegerField("volgnummer")
    key = models.UUIDField(
        "sleutel",
        unique=True,
        help_text="Van het formulier: dat telt één keer, hoe vaak het ook komt.",
    )
    kind = models.CharField("soort", max_length=12, choices=Kind)
    withdraws = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="withdrawn_by",
        verbose_name="trekt in",
    )
    phase = models.CharField("fase", max_length=20, choices=Phase, blank=True)
    light = models.CharField("stoplicht", max_length=10, choices=Light, blank=True)
    note = LongTextField("toelichting", max_length=5000, blank=True)
    cause = LongTextField("oorzaak", max_length=2000, blank=True)
    consequence = LongTextField("gevolg voor het doel", max_length=2000, blank=True)
    remedy = LongTextField("maatregel", max_length=2000, blank=True)
    waits_for = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="awaited_in",
        verbose_name="wacht op",
    )
    as_of = models.DateField("stand per", null=True, blank=True)
    reported_at = models.DateTimeField("actueel op", null=True, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op", default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="progress_updates",
        verbose_name="vastgelegd door",
    )

    objects = ProgressUpdateQuerySet.as_manager()
    region_paths = ("progress__action__objective__action_line__plan__region",)

    STATE_FIELDS = (
        "phase",
        "light",
        "note",
        "cause",
        "consequence",
        "remedy",
        "waits_for",
        "as_of",
    )
    """What a confirmation copies and a withdrawal restores."""

    class Meta:
        verbose_name = "voortgangsbericht"
        verbose_name_plural = "voortgangsberichten"
        ordering = ["-recorded_at", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["progress", "sequence"], name="update_sequence_unique_in_track"
            ),
            models.CheckConstraint(
                condition=~Q(phase="") | Q(kind="withdrawal"),
                name="update_has_phase",
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["", *PHASES_WITHOUT_LIGHT], light="")
                | (~Q(phase__in=["", *PHASES_WITHOUT_LIGHT]) & ~Q(light="")),
                name="update_light_fits_phase",
            ),
            models.CheckConstraint(
                condition=~Q(phase__in=PHASES_WITH_REASON) | ~Q(note=""),
                name="update_phase_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(light__in=WORRYING_LIGHTS)
                | (~Q(cause="") & ~Q(consequence="") & ~Q(remedy="")),
                name="update_worry_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(kind="withdrawal", withdraws__isnull=False)
                | (~Q(kind="withdrawal") & Q(withdraws=None)),
                name="update_withdraws_only_as_withdrawal",
            ),
        ]
        indexes = [models.Index(fields=["progress", "recorded_at"])]

    def __str__(self) -> str:
        moment = timezone.localtime(self.recorded_at)
        day = short_day(moment.date())
        return f"{self.get_kind_display()} {day} {moment:%H:%M}"

    def clean(self) -> None:
        """Say beside each field what the state lacks (design, three axes)."""
        errors = {}
        if self.phase in PHASES_WITHOUT_LIGHT:
            self.light = ""
        elif self.phase and not self.light:
            errors["light"] = "Kies hoe het gaat."
        if self.phase in PHASES_WITH_REASON and not self.note.strip():
            errors["note"] = f"Leg uit waarom de fase ‘{Phase(self.phase).label}’ is."
        if self.light in WORRYING_LIGHTS:
            questions = {
                "cause": "Schrijf op hoe dit komt.",
                "consequence": "Schrijf op wat dit betekent voor het doel.",
                "remedy": "Schrijf op wat eraan gedaan wordt, of wat nodig is.",
            }
            errors |= {
                field: question
                for field, question in questions.items()
                if not getattr(self, field).strip()
            }
        else:
            self.cause = self.consequence = self.remedy = ""
            self.waits_for = None
        if errors:
            raise ValidationError(errors)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave them to the insert: `clean` says the same, beside each field."""

    def is_fresh(self, since: date) -> bool:
        """Whether this was reported or confirmed on or after that day."""
        return (
            self.reported_at is not None
            and timezone.localdate(self.reported_at) >= since
        )

    @property
    def summary(self) -> str:
        """The state in a few words, such as "in uitvoering, op schema"."""
        return in_words(self.phase, self.light)

    @property
    def is_worrying(self) -> bool:
        return self.light in WORRYING_LIGHTS

    def repeats(self, earlier: "ProgressUpdate") -> bool:
        """Whether this says the same, in the same way."""
        return (
            self.kind == earlier.kind and self.state_values() == earlier.state_values()
        )

    def restore(self, earlier: "ProgressUpdate") -> None:
        """Take over the state of an earlier update, and how fresh that was."""
        for field, value in earlier.state_values().items():
            setattr(self, field, value)
        self.reported_at = earlier.reported_at

    def state_values(self) -> dict[str, Any]:
        """The state that this row carries, by field name."""
        return {field: getattr(self, field) for field in self.STATE_FIELDS}
