"""The demo: what its file tells, loaded as if people had typed it.

`demo_story.py` turns the file into moments. Here they are played in the order of time,
each on its own clock: rows and their history carry the moment, so that the state as of
a day in the past is what it was then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from operator import attrgetter

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from simple_history.models import HistoricalChanges
from simple_history.signals import pre_create_historical_record

from municipalities.models import Membership, Region, Role, User

from .demo_file import DemoFile
from .demo_moments import DemoRefused
from .demo_municipal import municipal_moments
from .demo_story import Story
from .models import Plan, ProgressUpdate, ReportingRound


@transaction.atomic
def load_demo(content: DemoFile) -> bool:
    """Fill a database that holds nothing but the plan; False if it is a demo already.

    Raises DemoRefused when the plan is not there or does not fit the file, or when
    people use the database.
    """
    plan = _find_plan(content)
    # Of two who load at once, the second waits here and finds the demo.
    region = Region.objects.select_for_update().get(pk=plan.region_id)
    if region.is_demo:
        return False
    _refuse_real_input()
    _play(Story(content, plan))
    return True


def memberships_of(content: DemoFile) -> list[Membership]:
    """The roles of the demo's accounts, in the order of the roles."""
    emails = [account.email for account in content.accounts]
    memberships = Membership.objects.filter(user__email__in=emails).select_related(
        "user", "region", "municipality", "regional_role"
    )
    return sorted(
        memberships,
        key=lambda membership: (
            Role.values.index(membership.role),
            membership.region is None,
            str(membership.place),
            membership.is_deputy,
            membership.user.name,
        ),
    )


def _find_plan(content: DemoFile) -> Plan:
    plan = Plan.objects.filter(region__name=content.region, title=content.plan).first()
    if plan is None:
        raise DemoRefused(
            "Het plan waar de demo over gaat, staat nog niet in deze database. Laad het"
            " eerst: manage.py load_plan"
        )
    return plan


def _refuse_real_input() -> None:
    """Raise DemoRefused when anybody may have entered anything."""
    found = [
        f"{model._meta.verbose_name_plural} ({model._default_manager.count()})"
        for model in (User, Membership, ReportingRound, ProgressUpdate)
        if model._default_manager.exists()
    ]
    if found:
        raise DemoRefused(
            f"Deze database is in gebruik. Er staan al in: {', '.join(found)}."
            " Verzonnen voortgang mag daar niet tussen komen. Laad de demo in een lege"
            " database:"
            " kies een andere DATABASE_URL, en dan manage.py migrate, load_plan en"
            " load_demo."
        )


def _play(story: Story) -> None:
    """Let everything happen, in the order of time."""
    _backdate_history(story.content.begins_at)
    moments = [*story.moments(), *municipal_moments(story)]
    for moment in sorted(moments, key=attrgetter("at")):
        by = story.person(moment.by, localdate(moment.at))
        with _history_says(by, moment.at):
            try:
                moment.act(by, moment.at)
            except ValidationError as error:
                raise DemoRefused(
                    f"Wat ‘{moment.by}’ in de demo doet op"
                    f" {moment.at:%d-%m-%Y %H:%M}, kan niet: {' '.join(error.messages)}"
                ) from error


def _backdate_history(at: datetime) -> None:
    """Let the plan have been loaded then, before anything happens to its parts."""
    for label in ("municipalities", "actions"):
        for model in apps.get_app_config(label).get_models():
            if issubclass(model, HistoricalChanges) and hasattr(model, "history_date"):
                model._default_manager.update(history_date=at)


@contextmanager
def _history_says(by: User, at: datetime) -> Iterator[None]:
    """Let all history that is written meanwhile say that this person did it then."""
    author = None if by._state.adding else by  # the first account is made by nobody

    def stamp(history_instance: HistoricalChanges, **kwargs: object) -> None:
        history_instance.history_date = at
        history_instance.history_user = author

    pre_create_historical_record.connect(stamp, weak=False)
    try:
        yield
    finally:
        pre_create_historical_record.disconnect(stamp)
