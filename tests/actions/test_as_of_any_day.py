"""Whatever happens to a plan, any day in the past reads as it was read on that day."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st
from simple_history.models import HistoricalChanges

from actions import services
from actions.as_of import as_of
from actions.models import (
    Action,
    AmendmentLine,
    BudgetLine,
    BudgetShare,
    Funding,
    HeldFile,
    Milestone,
    MilestoneStatus,
    Objective,
    Participation,
    Partner,
    PartnerRole,
    Plan,
    Progress,
    ProgressUpdate,
    Risk,
    Scope,
)
from municipalities.models import Municipality, Role, User
from tests.factories import (
    make_action,
    make_member,
    make_municipality,
    make_objective,
    make_plan,
    make_regional_role,
    make_result,
    make_round,
    report,
)
from tests.history import at, moment

Rows = dict[str, list[tuple[object, ...]]]


def kept_fields(model: type[models.Model]) -> list[str]:
    """All of a row; of a line of the register not where it is shown."""
    forgotten = {"objective", "action"} if model is AmendmentLine else set()
    return [f.name for f in model._meta.concrete_fields if f.name not in forgotten]


def read_everything(day: date) -> Rows:
    """Every row of which the past is known, as it is read now.

    Tracks have no history. So of one that is gone again it is known that it was there
    as long as its action ran and its municipality took part; and never its key.
    """
    tables: dict[str, models.QuerySet] = {
        model._meta.label: model._default_manager.order_by("pk")
        for app in ("municipalities", "actions")
        for model in apps.get_app_config(app).get_models()
        if model not in (User, HeldFile, Progress)
        and not issubclass(model, HistoricalChanges)
    }
    tables["waits for"] = Action.waits_for.through.objects.order_by("pk")
    rows = {
        label: list(table.values_list(*kept_fields(table.model)))
        for label, table in tables.items()
    }
    taking_part = Participation.objects.on(day).values("municipality")
    tracks = Progress.objects.filter(
        Q(action__retired_on=None)
        & (Q(municipality=None) | Q(municipality__in=taking_part))
        | Q(version__gt=0)
    ).order_by("action", "municipality")
    rows["tracks"] = list(
        tracks.values_list("action", "municipality", "state", "version")
    )
    return {label: found for label, found in rows.items() if found}


class World:
    """A plan, and all that can happen to it; `pick` chooses among what is there."""

    def __init__(self) -> None:
        self.places = [make_municipality() for _ in range(3)]
        self.plan = make_plan(*self.places[:2], status=Plan.Status.ADOPTED)
        self.person = make_member(Role.COORDINATOR, self.plan.region)
        self.partner = Partner.objects.create(region=self.plan.region, name="MEE")
        make_action(self.plan)

    def one(self, rows: Iterable[models.Model], pick: int) -> models.Model | None:
        rows = list(rows)
        return rows[pick % len(rows)] if rows else None

    # What is added

    def add_action(self, pick: int, now: datetime) -> None:
        objective = self.one(Objective.objects.all(), pick)
        make_action(self.plan, objective=objective, scope=Scope.values[pick % 3])

    def add_objective(self, pick: int, now: datetime) -> None:
        make_result(make_objective(self.plan, title=f"Doel {pick}"))

    def add_milestone(self, pick: int, now: datetime) -> None:
        objective = self.one(Objective.objects.all(), pick) or make_objective(self.plan)
        action = self.one(objective.actions.all(), pick) if pick % 2 else None
        Milestone.objects.create(
            objective=objective,
            action=action,
            title=f"Mijlpaal {pick}",
            is_per_municipality=pick % 3 == 0,
            due_on=now.date(),
        )

    def add_money(self, pick: int, now: datetime) -> None:
        objective = self.one(Objective.objects.all(), pick)
        line = BudgetLine.objects.create(
            plan=None if objective else self.plan,
            objective=objective,
            title=f"Post {pick}",
            kind="estimate",
            amount=pick,
        )
        Funding.objects.create(budget_line=line, source="duup", state="covered")
        BudgetShare.objects.create(budget_line=line, municipality=self.places[0])

    def add_help(self, pick: int, now: datetime) -> None:
        action = self.one(Action.objects.filter(partner_roles=None), pick)
        if action:
            PartnerRole.objects.create(partner=self.partner, action=action)
            Risk.objects.create(title="Te laat", action=action, chance=1, impact=2)

    def join(self, pick: int, now: datetime) -> None:
        place = self.places[pick % 3]
        Participation.objects.get_or_create(
            plan=self.plan,
            municipality=place,
            defaults={"starts_on": None if pick % 2 else now.date()},
        )

    # What changes

    def leave(self, pick: int, now: datetime) -> None:
        running = self.plan.participations.filter(ends_on=None, starts_on=None)
        if participation := self.one(running, pick):
            participation.ends_on = now.date() - timedelta(days=1)
            participation.save()

    def rename(self, pick: int, now: datetime) -> None:
        kinds = [Plan, Objective, Action, Milestone, BudgetLine, Risk, Municipality]
        kind = kinds[pick % len(kinds)]
        if row := self.one(kind.objects.all(), pick):
            field = "name" if kind is Municipality else "title"
            setattr(row, field, f"Naam {uuid4()}")
            row.save()

    def change_scope(self, pick: int, now: datetime) -> None:
        unreported = Action.objects.exclude(tracks__version__gt=0)
        if action := self.one(unreported, pick):
            action.scope = Scope.values[(Scope.values.index(action.scope) + 1) % 3]
            action.lead_municipality = None
            local = action.scope == Scope.LOCAL
            action.lead_role = None if local else make_regional_role("regisseur")
            action.save()
            services.rebuild_tracks(action)

    def wait(self, pick: int, now: datetime) -> None:
        if action := self.one(Action.objects.all(), pick):
            others = list(Action.objects.exclude(pk=action.pk))
            action.waits_for.set(others[pick % 3 :])

    def retire(self, pick: int, now: datetime) -> None:
        if action := self.one(Action.objects.running(), pick):
            other = Action.objects.exclude(pk=action.pk).first() if pick % 2 else None
            services.retire_action(
                action, reason="Klaar", on=now.date(), replaced_by=other
            )

    def move_milestone(self, pick: int, now: datetime) -> None:
        if status := self.one(MilestoneStatus.objects.all(), pick):
            status.due_on = now.date() + timedelta(days=pick % 100)
            status.completed_on = now.date() if pick % 3 == 0 else None
            status.note = "Het duurt langer."
            status.save()

    def spend(self, pick: int, now: datetime) -> None:
        if share := self.one(BudgetShare.objects.all(), pick):
            share.spent = pick
            share.save()

    def delete(self, pick: int, now: datetime) -> None:
        kinds = [Objective, Action, Milestone, BudgetLine, Funding, PartnerRole, Risk]
        if row := self.one(kinds[pick % len(kinds)].objects.all(), pick):
            try:
                row.delete()
            except ProtectedError:  # somebody reported on it
                return

    # What is reported

    def open_round(self, pick: int, now: datetime) -> None:
        if not self.plan.rounds.exists():
            make_round(self.plan)

    def report(self, pick: int, now: datetime) -> None:
        if track := self.one(Progress.objects.running(), pick):
            light = ["green", "orange", "red"][pick % 3]
            report(track, self.person, light=light, now=now)

    def confirm(self, pick: int, now: datetime) -> None:
        tracks = Progress.objects.running().exclude(state__phase="")
        if track := self.one(tracks.exclude(state=None), pick):
            self.add(services.confirm, track, now, remedy="Een collega springt bij.")

    def withdraw(self, pick: int, now: datetime) -> None:
        tracks = Progress.objects.running().exclude(state__phase="")
        if track := self.one(tracks.exclude(state=None), pick):
            self.add(services.withdraw, track, now)

    def attach(self, pick: int, now: datetime) -> None:
        if update := self.one(ProgressUpdate.objects.all(), pick):
            links = (services.Link("Verslag", f"https://voorbeeld.nl/{pick}"),)
            evidence = services.Evidence(links, ())
            services.attach(update, evidence, by=self.person, now=now)

    def add(self, service: Callable, track: Progress, now: datetime, **words) -> None:
        service(
            track,
            author=self.person,
            key=uuid4(),
            base_version=track.version,
            now=now,
            **words,
        )


HAPPENINGS = [
    name
    for name, value in vars(World).items()
    if callable(value) and name not in ("__init__", "one", "add")
]
STARTS = ["2025-03-28 22:00", "2025-06-29 22:00", "2025-10-24 22:00"]


@given(
    begins_at=st.sampled_from(STARTS).map(moment),
    happenings=st.lists(
        st.tuples(
            st.sampled_from(HAPPENINGS),
            st.integers(0, 300),
            st.timedeltas(timedelta(seconds=1), timedelta(hours=30)),
        ),
        min_size=1,
        max_size=25,
    ),
)
@pytest.mark.django_db
def test_any_day_reads_as_it_did_then(begins_at, happenings):
    with transaction.atomic():
        as_read = {}
        nothing = read_everything(localdate(begins_at))
        with at(begins_at) as now:
            world = World()
        as_read[localdate(now)] = read_everything(localdate(now))

        for name, pick, pause in happenings:
            now += pause
            decision = services.Decision("Beter", "Driehoek", localdate(now))
            with at(now):
                with services.amending(world.plan, decision, by=world.person, now=now):
                    getattr(world, name)(pick, now)
                services.create_missing_tracks(world.plan)
            as_read[localdate(now)] = read_everything(localdate(now))

        expected, days = nothing, (now - begins_at).days + 3
        for number in range(days):
            day = localdate(begins_at) + timedelta(days=number - 1)
            expected = as_read.get(day, expected)
            with as_of(day):
                assert read_everything(day) == expected, day
        transaction.set_rollback(True)
