"""The demo: `fixtures/demo.yaml` played as if people had typed it, on a given clock.

Everything in the file becomes a moment: when it happens, who does it and what it is. The
moments are played in the order of time, through the services that the pages use. Rows
and their history carry the moment, so that the state as of a day is what it was then.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, partial
from operator import attrgetter, itemgetter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone
from ruamel.yaml import YAML
from simple_history.models import HistoricalChanges
from simple_history.signals import pre_create_historical_record

from municipalities.models import (
    Membership,
    Municipality,
    Region,
    RegionalRole,
    Role,
    User,
)

from . import services
from .models import (
    Action,
    BudgetLine,
    BudgetShare,
    Light,
    MilestoneStatus,
    Objective,
    Partner,
    Phase,
    Plan,
    Progress,
    ProgressUpdate,
    ReportingRound,
    Result,
    ResultAssessment,
    Risk,
    Submission,
)
from .periods import Quarter

CONTENT = settings.BASE_DIR / "fixtures" / "demo.yaml"
PASSWORD = "Achterhoek-demo-2025"
"""Of every demo account; it is printed, so it protects nothing."""

REGION = "regio"
"""In the file: the region as a whole, for which the coordinator speaks."""

TIME_PER_REPORT = timedelta(minutes=4)
OFFICE_OPENS = time(9)

PHASES = {phase.label: phase for phase in Phase}
LIGHTS = {"groen": Light.GREEN, "oranje": Light.ORANGE, "rood": Light.RED}
ROLES = {role.label: role for role in Role}
LEVELS = {label: level for level, label in Risk.LEVELS}
OUTCOMES = {outcome.label: outcome for outcome in ResultAssessment.Outcome}

Content = dict[str, Any]
Place = Region | Municipality | RegionalRole


class DemoRefused(Exception):
    """The demo cannot be loaded here; the text says why, and what to do."""


@transaction.atomic
def load_demo(content: Content) -> bool:
    """Fill a database that holds nothing but the plan; False if it is a demo already.

    Raises DemoRefused when the plan is not there, or when people use the database.
    """
    plan = _find_plan(content)
    # Of two who load at once, the second waits here and finds the demo.
    if Region.objects.select_for_update().get(pk=plan.region_id).is_demo:
        return False
    _refuse_real_input()
    Demo(content, plan).play()
    return True


def read_content() -> Content:
    """What `fixtures/demo.yaml` says."""
    return YAML(typ="safe").load(CONTENT)


def memberships_of(content: Content) -> list[Membership]:
    """The roles of the demo's accounts, the most powerful first."""
    emails = [account["e-mail"] for account in content["accounts"]]
    memberships = Membership.objects.filter(user__email__in=emails).select_related(
        "user", "region", "municipality", "regional_role"
    )
    return sorted(
        memberships,
        key=lambda membership: (
            Role.values.index(membership.role),
            str(membership.place),
            membership.is_deputy,
            membership.user.name,
        ),
    )


def _find_plan(content: Content) -> Plan:
    plan = Plan.objects.filter(
        region__name=content["regio"], title=content["plan"]
    ).first()
    if plan is None:
        raise DemoRefused(
            "Het plan waar de demo over gaat, staat nog niet in deze database."
            " Laad het eerst: manage.py load_plan"
        )
    return plan


def _refuse_real_input() -> None:
    """Raise DemoRefused when anybody may have entered anything: that takes an account."""
    found = [
        f"{model._meta.verbose_name_plural} ({model._default_manager.count()})"
        for model in (User, Membership, ReportingRound, ProgressUpdate)
        if model._default_manager.exists()
    ]
    if found:
        raise DemoRefused(
            "Deze database is in gebruik; er staan al"
            f" {', '.join(found)} in. Verzonnen voortgang mag daar niet tussen komen."
            " Maak voor de demo een lege database (DATABASE_URL), en laad daarin het"
            " plan en de demo: manage.py migrate, manage.py load_plan,"
            " manage.py load_demo"
        )


# The clock


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens in the demo: when, by whom, and what.

    `by` names a person of the demo, and `act` is called with that person and the clock.
    """

    at: datetime
    by: str
    act: Callable[[User | None, datetime], None]


@contextmanager
def history_says(by: User | None, at: datetime) -> Iterator[None]:
    """Let all history that is written meanwhile say that this person did it then."""

    def stamp(history_instance: HistoricalChanges, **kwargs: object) -> None:
        history_instance.history_date = at
        history_instance.history_user = by

    pre_create_historical_record.connect(stamp, weak=False)
    try:
        yield
    finally:
        pre_create_historical_record.disconnect(stamp)


def backdate_history(moment: datetime) -> None:
    """Let the plan be loaded at that moment, before anything happens to its parts."""
    for label in ("municipalities", "actions"):
        for model in apps.get_app_config(label).get_models():
            if issubclass(model, HistoricalChanges) and hasattr(model, "history_date"):
                model._default_manager.update(history_date=moment)


# The values in the file


def moment_of(value: date | str) -> datetime:
    """A day, from when the office opens, or a day with a time, on the region's clock."""
    if isinstance(value, date):
        return timezone.make_aware(datetime.combine(value, OFFICE_OPENS))
    return timezone.make_aware(datetime.fromisoformat(value))


def entries_of(value: str | Content | list) -> list[Content]:
    """What was reported on a track in one round, whichever way it was written.

    The short form of an entry is "phase, light | note".
    """
    if isinstance(value, list):
        return [entry for item in value for entry in entries_of(item)]
    if isinstance(value, str):
        state, _, note = value.partition(" | ")
        return [{"stand": state, "toelichting": note}]
    return [value]


def state_of(entry: Content, *, on: date) -> dict[str, object]:
    """The state that an entry reports, by field name; the partner still as text."""
    phase, _, light = entry["stand"].partition(", ")
    return {
        "phase": PHASES[phase],
        "light": LIGHTS[light] if light else "",
        "note": entry.get("toelichting", ""),
        "cause": entry.get("oorzaak", ""),
        "consequence": entry.get("gevolg", ""),
        "remedy": entry.get("maatregel", ""),
        "waits_for": entry.get("wacht-op"),
        "as_of": entry.get("stand-per", on),
    }


def change(row: models.Model, **values: object) -> None:
    """Save a row with these values, if the model finds them good."""
    for field, value in values.items():
        setattr(row, field, value)
    row.full_clean()
    row.save()


class Demo:
    """The content of the demo, and the rows of the plan that it is about."""

    def __init__(self, content: Content, plan: Plan) -> None:
        self.content = content
        self.plan = plan
        self.users: dict[str, User] = {}
        region = plan.region
        self.places: dict[str, Place] = {REGION: region} | {
            place.name: place
            for place in [*region.municipalities.all(), *region.roles.all()]
        }
        self.partners = {partner.name: partner for partner in region.partners.all()}
        self.actions = {
            action.code: action for action in Action.objects.of_plan(plan)
        }

    def play(self) -> None:
        """Let everything happen, in the order of time."""
        backdate_history(moment_of(self.content["begin"]))
        for moment in sorted(self.moments(), key=attrgetter("at")):
            by = self.users.get(moment.by)
            with history_says(by, moment.at):
                moment.act(by, moment.at)

    def moments(self) -> Iterator[Moment]:
        """Everything that happens; what happens at the same time in this order."""
        yield from self.people()
        yield from self.reporting_routes()
        yield from self.milestones()
        yield from self.rounds()
        yield from self.progress()
        yield from self.budget_shares()
        yield from self.risks()
        yield from self.assessments()

    # Who is who

    @cached_property
    def roles(self) -> list[Content]:
        """Every role of every account, with the person's name; deputies last."""
        roles = [
            {"bij": REGION, "tot-en-met": date.max, "plaatsvervanger": "nee"}
            | role
            | {"naam": account["naam"]}
            for account in self.content["accounts"]
            for role in account["rollen"]
        ]
        return sorted(roles, key=itemgetter("plaatsvervanger"))

    def speaker(self, place: str, at: date | str) -> str:
        """Who speaks for a place on that day: its coordinator, officer or lead."""
        day = moment_of(at).date()
        speaking = ("coördinator", "aandachtsfunctionaris", "regionale trekker")
        return next(
            role["naam"]
            for role in self.roles
            if role["bij"] == place
            and role["rol"] in speaking
            and role["vanaf"] <= day <= role["tot-en-met"]
        )

    @cached_property
    def administrator(self) -> str:
        return next(r["naam"] for r in self.roles if r["rol"] == "beheerder")
