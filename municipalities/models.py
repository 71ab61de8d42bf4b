"""Who: regions, municipalities, people and the roles they hold."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from .history_records import History
from .querysets import MembershipQuerySet, RegionQuerySet, UserQuerySet


class Region(models.Model):
    """A group of municipalities that carries out plans together (regio)."""

    name = models.CharField("naam", max_length=100, unique=True)
    is_demo = models.BooleanField(
        "demo",
        default=False,
        editable=False,
        help_text="De voortgang in deze regio is verzonnen.",
    )
    attaches_reports = models.BooleanField(
        "PDF meesturen",
        default=False,
        help_text="Stuur bij een nieuwe rapportage de PDF mee. Zonder dit staat er"
        " alleen een link in de mail, en leest men na het inloggen.",
    )
    history = History(verbose_name="geschiedenis regio")

    objects = RegionQuerySet.as_manager()
    region_paths = ("pk",)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality (gemeente), known by the code of Statistics Netherlands (CBS)."""

    region = models.ForeignKey(
        Region,
        models.PROTECT,
        related_name="municipalities",
        verbose_name="regio",
    )
    name = models.CharField("naam", max_length=100)
    code = models.CharField(
        "gemeentecode",
        max_length=6,
        unique=True,
        validators=[
            RegexValidator(
                r"\AGM\d{4}\Z",
                "Een gemeentecode is GM met vier cijfers, zoals GM0197.",
            )
        ],
        help_text="De code van het CBS, bijvoorbeeld GM0197.",
    )
    contact_email = models.EmailField("e-mailadres voor contact", blank=True)
    reporting_route_on = models.DateField(
        "meldroute vastgesteld op",
        null=True,
        blank=True,
        help_text="De dag waarop de interne meldroute mensenhandel is vastgesteld.",
    )
    reporting_route_url = models.URLField("link naar de meldroute", blank=True)
    history = History(verbose_name="geschiedenis gemeente")

    objects = RegionQuerySet.as_manager()
    region_paths = ("region",)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "region",
                Lower("name"),
                name="municipality_name_unique_in_region",
                violation_error_code="name",
                violation_error_message="Deze gemeente staat al in de regio.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RegionalRole(models.Model):
    """A post that leads actions for the whole region (regionale functie).

    The plan names two: the regisseur ondermijning (action 2.3) and the districtelijk
    ketenregisseur mensenhandel (milestone of objective 4).
    """

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="roles", verbose_name="regio"
    )
    name = models.CharField("naam", max_length=100)
    history = History(verbose_name="geschiedenis regionale functie")

    objects = RegionQuerySet.as_manager()
    region_paths = ("region",)

    class Meta:
        verbose_name = "regionale functie"
        verbose_name_plural = "regionale functies"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "region",
                Lower("name"),
                name="regional_role_name_unique_in_region",
                violation_error_code="name",
                violation_error_message="Deze functie bestaat al in de regio.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users; e-mail addresses are kept in lower case."""

    def create_user(
        self, email: str, password: str | None = None, **fields: object
    ) -> "User":
        """Save and return a user; without a password, one is set by the reset mail."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: object
    ) -> "User":
        """Save and return a user who may do everything in every region."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account; what they may do follows from their memberships."""

    email = models.EmailField(
        "e-mailadres",
        unique=True,
        error_messages={"unique": "Er is al een account met dit e-mailadres."},
    )
    name = models.CharField("naam", max_length=150)
    is_active = models.BooleanField(
        "actief",
        default=True,
        help_text="Zet dit uit als iemand weg is. Verwijder geen accounts.",
    )
    date_joined = models.DateTimeField(
        "aangemaakt op", default=timezone.now, editable=False
    )
    history = History(
        excluded_fields=["password", "last_login"],
        verbose_name="geschiedenis account",
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager.from_queryset(UserQuerySet)()

    class Meta:
        verbose_name = "account"
        verbose_name_plural = "accounts"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="user_email_is_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.email = self.email.lower()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person can be in a region or a municipality."""

    ADMINISTRATOR = "administrator", "beheerder"
    COORDINATOR = "coordinator", "coördinator"
    OFFICER = "officer", "aandachtsfunctionaris"
    MANAGER = "manager", "leidinggevende"
    REGIONAL_LEAD = "regional_lead", "regionale trekker"
    DRIEHOEK = "driehoek", "lid van de driehoek"
    READER = "reader", "lezer"


REGION_ROLES = [Role.ADMINISTRATOR, Role.COORDINATOR]
"""Roles that are held for a whole region."""

MUNICIPAL_ROLES = [Role.OFFICER, Role.MANAGER]
"""Roles that are held for one municipality."""

EITHER_ROLES = [Role.DRIEHOEK, Role.READER]
"""Roles that are held for a region or for one municipality."""


class Membership(models.Model):
    """A role that a person holds for some time (rol).

    Work belongs to the municipality or the post, so a handover is ending one membership
    and starting another.
    """

    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name="account"
    )
    role = models.CharField("rol", max_length=20, choices=Role)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="regio",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="gemeente",
    )
    regional_role = models.ForeignKey(
        RegionalRole,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="regionale functie",
    )
    starts_on = models.DateField("vanaf", default=timezone.localdate)
    ends_on = models.DateField("tot en met", null=True, blank=True)
    is_deputy = models.BooleanField("plaatsvervanger", default=False)
    trained_on = models.DateField("getraind op", null=True, blank=True)
    history = History(verbose_name="geschiedenis rol")

    objects = MembershipQuerySet.as_manager()
    region_paths = ("region", "municipality__region", "regional_role__region")

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        ordering = ["role", "user__name", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(
                        role__in=REGION_ROLES + EITHER_ROLES,
                        region__isnull=False,
                        municipality=None,
                        regional_role=None,
                    )
                    | Q(
                        role__in=MUNICIPAL_ROLES + EITHER_ROLES,
                        region=None,
                        municipality__isnull=False,
                        regional_role=None,
                    )
                    | Q(
                        role=Role.REGIONAL_LEAD,
                        region=None,
                        municipality=None,
                        regional_role__isnull=False,
                    )
                ),
                name="membership_place_fits_role",
                violation_error_code="role",
                violation_error_message=(
                    "Kies bij deze rol het juiste: een beheerder en een coördinator"
                    " horen bij een regio, een aandachtsfunctionaris en een"
                    " leidinggevende bij een gemeente, een regionale trekker bij een"
                    " regionale functie. Een lid van de driehoek en een lezer horen bij"
                    " een regio of bij een gemeente."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
                violation_error_code="ends_on",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} {self.place}"

    @property
    def place(self) -> "Region | Municipality | RegionalRole | None":
        """Where the role is held."""
        return self.region or self.municipality or self.regional_role

    @property
    def home_region_id(self) -> int | None:
        """The region in which the role counts: its own, or that of its place."""
        place = self.municipality or self.regional_role
        return place.region_id if place else self.region_id

    def is_in_force(self, on: date) -> bool:
        """Whether the role is held on that day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
