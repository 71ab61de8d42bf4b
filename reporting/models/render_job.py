"""A PDF that was asked for, until somebody has it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from actions.models import ReportingRound
from municipalities.models import Municipality
from reporting.querysets import RenderJobQuerySet

from .report import Report

MAX_ATTEMPTS = 3
"""How often a job is begun; a worker that it brings down each time is let go."""
KEPT = timedelta(days=7)
"""How long a job that ended is kept, and the PDF with it. What was published stays."""


class RenderJob(models.Model):
    """A PDF that a worker makes (opdracht): to publish it, or to look at.

    It holds the content as it was when somebody asked, so what was looked at is what is
    made. A worker has it under a claim, with a lease that it keeps up while it lives
    (docs/adr/0026).
    """

    class Kind(models.TextChoices):
        PUBLISH = "publish", "publiceren"
        LOOK = "look", "bekijken"
        PUBLIC = "public", "openbaar maken"

    class State(models.TextChoices):
        WAITING = "waiting", "in de wachtrij"
        RUNNING = "running", "wordt gemaakt"
        DONE = "done", "klaar"
        FAILED = "failed", "mislukt"
        CANCELLED = "cancelled", "geannuleerd"

    class Step(models.IntegerChoices):
        READING = 1, "de inhoud en de opmaak lezen"
        LAYING_OUT = 2, "de bladzijden opmaken"
        WRITING = 3, "de PDF schrijven en bewaren"

    class Failure(models.TextChoices):
        ERROR = "error", "Het maken van de PDF ging fout. De oorzaak staat in het log."
        LOST = (
            "lost",
            f"Het maken is {MAX_ATTEMPTS} keer afgebroken, bijvoorbeeld doordat het"
            " geheugen vol was.",
        )
        MOVED = "moved", "De tekst van het concept is intussen gewijzigd."

    ACTIVE = (State.WAITING, State.RUNNING)

    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    round = models.ForeignKey(
        ReportingRound,
        models.CASCADE,
        related_name="render_jobs",
        verbose_name="ronde",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        null=True,
        related_name="render_jobs",
        verbose_name="gemeente",
    )
    report = models.ForeignKey(
        Report,
        models.CASCADE,
        null=True,
        related_name="render_jobs",
        verbose_name="rapportage",
    )
    content = models.TextField("inhoud")
    content_sha256 = models.CharField("SHA-256 van de inhoud", max_length=64)
    requested_at = models.DateTimeField("gevraagd op")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="render_jobs",
        verbose_name="gevraagd door",
    )
    state = models.CharField(
        "stand", max_length=10, choices=State.choices, default=State.WAITING
    )
    step = models.PositiveSmallIntegerField(
        "stap", choices=Step.choices, default=Step.READING
    )
    page = models.PositiveIntegerField("bladzijde", default=0)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    claim = models.UUIDField("greep", null=True)
    lease_until = models.DateTimeField("vastgehouden tot", null=True)
    started_at = models.DateTimeField("begonnen op", null=True)
    finished_at = models.DateTimeField("geëindigd op", null=True)
    failure = models.CharField(
        "oorzaak", max_length=10, choices=Failure.choices, blank=True
    )
    pdf = models.BinaryField("PDF", null=True)

    objects = RenderJobQuerySet.as_manager()
    region_paths = ("round__plan__region",)

    class Meta:
        verbose_name = "opdracht"
        verbose_name_plural = "opdrachten"
        ordering = ["requested_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(kind="publish", state__in=["waiting", "running"]),
                name="render_job_publishes_a_report_once",
            ),
            models.UniqueConstraint(
                fields=["round", "content_sha256"],
                condition=Q(kind="look", state__in=["waiting", "running"]),
                name="render_job_makes_a_content_once",
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(kind="public", state__in=["waiting", "running"]),
                name="render_job_makes_a_report_public_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="look") | Q(report__isnull=False),
                name="render_job_publishes_a_report",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="running",
                    claim__isnull=False,
                    lease_until__isnull=False,
                    started_at__isnull=False,
                )
                | ~Q(state="running") & Q(claim=None, lease_until=None),
                name="render_job_is_held_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at=None)
                | Q(
                    state__in=["done", "failed", "cancelled"], finished_at__isnull=False
                ),
                name="render_job_ends_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(failure="")
                | ~Q(state="failed") & Q(failure=""),
                name="render_job_fails_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind="look", state="done", pdf__isnull=False)
                | ~Q(kind="look", state="done") & Q(pdf=None),
                name="render_job_to_look_at_has_its_pdf",
            ),
        ]

    def __str__(self) -> str:
        place = self.municipality or self.round.plan.region
        return str(self.report or f"Stand van {place}, {self.round}")

    def get_absolute_url(self) -> str:
        return reverse("reporting:job", args=[self.pk])

    @property
    def is_active(self) -> bool:
        """Whether it is still to end."""
        return self.state in self.ACTIVE

    @property
    def has_failed(self) -> bool:
        """Whether it ended without a PDF, and nobody wanted that."""
        return self.state == self.State.FAILED

    @property
    def pdf_is_kept(self) -> bool:
        """Whether its PDF is here, to look at for a while."""
        return self.state == self.State.DONE and self.kind == self.Kind.LOOK

    @property
    def is_publication(self) -> bool:
        """Whether it publishes what it makes."""
        return self.kind == self.Kind.PUBLISH

    @property
    def is_public_edition(self) -> bool:
        """Whether it keeps what it makes as the public edition of a report."""
        return self.kind == self.Kind.PUBLIC
