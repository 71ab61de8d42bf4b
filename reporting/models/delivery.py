"""Who gets which edition, and who was told that a report is there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from municipalities.history_records import History
from municipalities.models import Municipality, Region
from reporting.querysets import DeliveryQuerySet, RecipientQuerySet
from reporting.querysets.deliveries import MAX_ATTEMPTS

from .publication import Publication


class Recipient(models.Model):
    """Somebody who gets an edition when it is published (ontvanger)."""

    region = models.ForeignKey(
        Region, models.CASCADE, related_name="recipients", verbose_name="regio"
    )
    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="recipients",
        verbose_name="gemeente",
        help_text="Leeg: de editie van de regio.",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="received_editions",
        verbose_name="ontvanger",
    )
    history = History(verbose_name="geschiedenis ontvanger")

    objects = RecipientQuerySet.as_manager()
    region_paths = ("region",)

    class Meta:
        verbose_name = "ontvanger"
        verbose_name_plural = "ontvangers"
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(
                "region",
                Coalesce("municipality", 0),
                "user",
                name="recipient_once_for_an_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.municipality or self.region}"


class Delivery(models.Model):
    """A message to one person that a report was published (verzending).

    It holds the address that it went to and the link in it, for both may change.
    """

    publication = models.ForeignKey(
        Publication,
        models.PROTECT,
        related_name="deliveries",
        verbose_name="publicatie",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="deliveries",
        verbose_name="ontvanger",
    )
    email = models.EmailField("e-mailadres")
    link = models.URLField("adres van de rapportage")
    has_pdf = models.BooleanField("met de PDF")
    requested_at = models.DateTimeField("gevraagd op")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="requested_deliveries",
        verbose_name="gevraagd door",
    )
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    not_before = models.DateTimeField("niet eerder dan")
    sent_at = models.DateTimeField("verstuurd op", null=True)
    opened_at = models.DateTimeField("geopend op", null=True)

    objects = DeliveryQuerySet.as_manager()
    region_paths = ("publication__report__round__plan__region",)

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzendingen"
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "user"], name="delivery_once_to_a_person"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(opened_at__gte=F("requested_at")),
                name="delivery_is_opened_after_it_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(attempts__lte=MAX_ATTEMPTS),
                name="delivery_is_tried_a_few_times",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication}, aan {self.user}"

    @property
    def has_failed(self) -> bool:
        """Whether it was tried often enough to let it go."""
        return self.sent_at is None and self.attempts >= MAX_ATTEMPTS

    @property
    def is_tried_again(self) -> bool:
        """Whether an attempt failed, or is going on, and another may follow."""
        return self.sent_at is None and 0 < self.attempts < MAX_ATTEMPTS
