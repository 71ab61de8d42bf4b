"""What happens in the demo: every part of `fixtures/demo.yaml` as moments in time.

Progress, rounds and submissions go through the services that the pages use. The keys in
the file are Dutch; municipalities, posts, partners, milestones and budget lines have
their name in the plan.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.hashers import make_password
from django.db import models
from django.utils import timezone

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
    Partner,
    Phase,
    Plan,
    Progress,
    ReportingRound,
    Result,
    ResultAssessment,
    Risk,
    Submission,
)
from .periods import Quarter

REGION = "regio"
"""In the file: the region as a whole, for which its coordinator speaks."""

SPEAKING_ROLES = [Role.COORDINATOR, Role.OFFICER, Role.REGIONAL_LEAD]
"""Roles that speak for a place: the region, a municipality or a post."""

PLACE_FIELDS = {
    Region: "region",
    Municipality: "municipality",
    RegionalRole: "regional_role",
}

CONFIRMED, WITHDRAWN = "bevestigd", "ingetrokken"
"""What stands in the place of a state when it was not an update."""

OFFICE_OPENS = time(9)
TIME_PER_REPORT = timedelta(minutes=4)

ROLES = {role.label: role for role in Role}
PHASES = {phase.label: phase for phase in Phase}
LIGHTS = {"": "", "groen": Light.GREEN, "oranje": Light.ORANGE, "rood": Light.RED}
OUTCOMES = {outcome.label: outcome for outcome in ResultAssessment.Outcome}
LEVELS = {label: level for level, label in Risk.LEVELS}

Content = dict[str, Any]
Place = Region | Municipality | RegionalRole


# What a value in the file means


def moment_of(value: date | str) -> datetime:
    """A day with a time on the region's clock; without one, when the office opens."""
    if isinstance(value, date):
        return timezone.make_aware(datetime.combine(value, OFFICE_OPENS))
    return timezone.make_aware(datetime.fromisoformat(value))


def split_note(text: str) -> tuple[str, str]:
    """The two sides of "phase, light | note"; the note may be left out."""
    head, _, note = text.partition(" | ")
    return head, note


def entries_of(value: str | Content | list) -> list[Content]:
    """What was reported on a track in a round, from its short or its long form."""
    if isinstance(value, list):
        return [entry for item in value for entry in entries_of(item)]
    if isinstance(value, str):
        head, note = split_note(value)
        return [{"stand": head, "toelichting": note}]
    return [value]


def state_of(entry: Content) -> Content:
    """The state that an entry reports, by field name, as far as it stands there."""
    phase, _, light = entry["stand"].partition(", ")
    return {
        "phase": PHASES[phase],
        "light": LIGHTS[light],
        "note": entry.get("toelichting", ""),
        "cause": entry.get("oorzaak", ""),
        "consequence": entry.get("gevolg", ""),
        "remedy": entry.get("maatregel", ""),
    }


# Moments


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens: when, by whom, and what.

    `by` is the name of a person, or of the place that somebody speaks for; `act` is
    called with that person and the clock.
    """

    at: datetime
    by: str
    act: Callable[[User, datetime], object]


def edit(at: date | str, by: str, row: models.Model, **values: object) -> Moment:
    """The moment at which somebody adds a row, or changes it to these values."""

    def act(person: User, now: datetime) -> None:
        for field, value in values.items():
            setattr(row, field, value)
        row.full_clean()
        row.save()

    return Moment(moment_of(at), by, act)


class Story:
    """The content of the demo, and the parts of the plan that it is about."""

    def __init__(self, content: Content, plan: Plan) -> None:
        region = plan.region
        self.content = content
        self.plan = plan
        self.begins_at = moment_of(content["begin"])
        self.places: dict[str, Place] = {REGION: region} | {
            place.name: place
            for place in [*region.municipalities.all(), *region.roles.all()]
        }
        self.actions = {action.code: action for action in Action.objects.of_plan(plan)}
        self.users: dict[str, User] = {}
        self.memberships: list[Membership] = []
        self.rounds: dict[str, ReportingRound] = {}

    def moments(self) -> Iterator[Moment]:
        """All that happens; what happens at the same time, in this order."""
        yield from self._people()
        yield from self._reporting_routes()
        yield from self._milestones()
        yield from self._rounds()
        yield from self._progress()
        yield from self._budget_shares()
        yield from self._risks()
        yield from self._assessments()

    def person(self, by: str, on: date) -> User | None:
        """The person of that name, or who speaks on that day for the place so named.

        None as long as the first account is being made.
        """
        if by not in self.places:
            return self.users[by] if self.users[by].pk else None
        speakers = [
            membership
            for membership in self.memberships
            if membership.role in SPEAKING_ROLES
            and membership.place == self.places[by]
            and membership.is_in_force(on)
        ]
        return min(speakers, key=attrgetter("is_deputy")).user

    def _municipality(self, name: str) -> Municipality | None:
        """The municipality of that name; None for the region and for a post."""
        place = self.places[name]
        return place if isinstance(place, Municipality) else None

    # People

    def _people(self) -> Iterator[Moment]:
        """The accounts and their roles; the first, the administrator, makes them."""
        administrator = self.content["accounts"][0]["naam"]
        yield edit(self.content["begin"], administrator, self.plan.region, is_demo=True)
        password = make_password(self.content["wachtwoord"])
        for account in self.content["accounts"]:
            first_day = min(role["vanaf"] for role in account["rollen"])
            user = User(
                name=account["naam"],
                email=account["e-mail"],
                password=password,
                date_joined=moment_of(first_day),
            )
            self.users[user.name] = user
            yield edit(first_day, administrator, user)
            for role in account["rollen"]:
                yield from self._role(user, role, administrator)

    def _role(self, user: User, role: Content, giver: str) -> Iterator[Moment]:
        place = self.places[role.get("bij", REGION)]
        membership = Membership(
            role=ROLES[role["rol"]],
            starts_on=role["vanaf"],
            is_deputy=role.get("plaatsvervanger") == "ja",
            **{PLACE_FIELDS[type(place)]: place},
        )
        self.memberships.append(membership)
        yield edit(role["vanaf"], giver, membership, user=user)
        for key, field in [("getraind-op", "trained_on"), ("tot-en-met", "ends_on")]:
            if key in role:
                yield edit(role[key], giver, membership, **{field: role[key]})

    # Facts and milestones

    def _reporting_routes(self) -> Iterator[Moment]:
        for name, route in self.content["meldroutes"].items():
            yield edit(
                route["vastgesteld-op"],
                name,
                self.places[name],
                reporting_route_on=route["vastgesteld-op"],
                reporting_route_url=route.get("link", ""),
            )

    def _milestones(self) -> Iterator[Moment]:
        statuses = MilestoneStatus.objects.of_plan(self.plan)
        for title, places in self.content["mijlpalen"].items():
            for name, changes in places.items():
                status = statuses.get(
                    milestone__title=title, municipality=self._municipality(name)
                )
                for values in changes:
                    yield edit(
                        values["op"],
                        name,
                        status,
                        due_on=values.get("nieuwe-datum", status.due_on),
                        completed_on=values.get("gehaald-op"),
                        note=values.get("toelichting", ""),
                    )

    # Rounds

    def _rounds(self) -> Iterator[Moment]:
        for name, dates in self.content["rondes"].items():
            quarter = Quarter.parse(f"{name} {self.content['jaar']}")
            reporting_round = ReportingRound(
                plan=self.plan,
                year=quarter.year,
                quarter_number=quarter.number,
                opens_on=dates["opent"],
                closes_on=dates["sluit"],
                driehoek_on=dates["driehoek"],
            )
            self.rounds[name] = reporting_round
            opening = partial(self._open, reporting_round)
            yield Moment(moment_of(dates["opent"]), REGION, opening)
            for place, steps in dates["aanleveringen"].items():
                yield from self._submission(reporting_round, place, steps)
            accepting = partial(self._accept, reporting_round)
            yield Moment(moment_of(dates["akkoord"]), REGION, accepting)
            if closed_on := dates.get("gesloten"):
                yield edit(closed_on, REGION, reporting_round, closed_on=closed_on)

    def _open(self, reporting_round: ReportingRound, by: User, now: datetime) -> None:
        services.open_round(reporting_round)

    def _accept(self, reporting_round: ReportingRound, by: User, now: datetime) -> None:
        services.accept(reporting_round.submissions.all(), by=by, now=now)

    def _submission(
        self, reporting_round: ReportingRound, place: str, steps: Content
    ) -> Iterator[Moment]:
        """What happens to a submission, except that it is accepted."""
        find = partial(self.find_submission, reporting_round, place)
        speaker = steps.get("door", place)

        def hand_in(by: User, now: datetime) -> None:
            note = steps.get("woord", "")
            services.submit(find(), by=by, cover_note=note, now=now)

        def send_back(by: User, now: datetime) -> None:
            services.send_back(find(), by=by, note=steps["opmerking"], now=now)

        if "dient-in" in steps:
            yield Moment(moment_of(steps["dient-in"]), speaker, hand_in)
        if "teruggestuurd" in steps:
            yield Moment(moment_of(steps["teruggestuurd"]), REGION, send_back)

    def find_submission(self, reporting_round: ReportingRound, name: str) -> Submission:
        place = self.places[name]
        field = "municipality" if isinstance(place, Municipality) else "lead_role"
        return reporting_round.submissions.get(**{field: place})

    # Progress

    def _progress(self) -> Iterator[Moment]:
        """What was reported: per place and round one session, track after track."""
        reported: Counter[tuple[str, str]] = Counter()
        for code, places in self.content["voortgang"].items():
            for place, rounds in places.items():
                for name, value in rounds.items():
                    session = self.content["rondes"][name]["aanleveringen"][place]
                    for entry in entries_of(value):
                        begins_at = moment_of(entry.get("op", session["meldt"]))
                        waiting = 0 if "op" in entry else reported[place, name]
                        reported[place, name] += 1
                        yield Moment(
                            begins_at + waiting * TIME_PER_REPORT,
                            session.get("door", place),
                            partial(self._report, code, place, entry),
                        )

    def _report(
        self, code: str, place: str, entry: Content, by: User, now: datetime
    ) -> None:
        """Report on a track as its page would: the same services, another clock."""
        track = Progress.objects.get(
            action=self.actions[code], municipality=self._municipality(place)
        )
        step = {
            "author": by,
            "now": now,
            "base_version": track.version,
            "key": uuid5(NAMESPACE_URL, f"demo/{track}/{track.version}"),
        }
        if entry["stand"] == CONFIRMED:
            services.confirm(track, remedy=entry.get("maatregel", ""), **step)
        elif entry["stand"] == WITHDRAWN:
            services.withdraw(track, **step)
        else:
            partner = entry.get("wacht-op")
            services.record_update(
                track,
                **step,
                **state_of(entry),
                as_of=timezone.localdate(now),
                waits_for=Partner.objects.get(name=partner) if partner else None,
            )

    # Money, risks and judgements

    def _budget_shares(self) -> Iterator[Moment]:
        fields = {
            "begroot": "budgeted",
            "verplicht": "committed",
            "gerealiseerd": "spent",
            "prognose": "forecast",
        }
        lines = BudgetLine.objects.in_regions([self.plan.region_id])
        for title, changes in self.content["aandelen"].items():
            line = lines.get(title=title)
            for participation in self.plan.participations.all():
                share = BudgetShare(
                    budget_line=line, municipality=participation.municipality
                )
                for change in changes:
                    yield edit(
                        change["op"],
                        REGION,
                        share,
                        **{
                            field: Decimal(change[key])
                            for key, field in fields.items()
                            if key in change
                        },
                    )

    def _risks(self) -> Iterator[Moment]:
        objectives = {
            action.objective.number: action.objective
            for action in self.actions.values()
        }
        for told in self.content["risicos"]:
            objective = objectives.get(told.get("doelstelling"))
            action = self.actions.get(told.get("actie"))
            risk = Risk(
                plan=None if objective or action else self.plan,
                objective=objective,
                action=action,
                title=told["risico"],
                chance=LEVELS[told["kans"]],
                impact=LEVELS[told["impact"]],
                remedy=told.get("maatregel", ""),
                owner=told.get("eigenaar", ""),
            )
            yield edit(told["op"], REGION, risk)

    def _assessments(self) -> Iterator[Moment]:
        results = {
            result.code: result
            for result in Result.objects.filter(
                objective__action_line__plan=self.plan
            ).select_related("objective")
        }
        for name, places in self.content["oordelen"].items():
            for place, told in places.items():
                for code, text in told["resultaten"].items():
                    outcome, note = split_note(text)
                    assessment = ResultAssessment(
                        result=results[code],
                        municipality=self._municipality(place),
                        outcome=OUTCOMES[outcome],
                        note=note,
                    )
                    # The round is saved by the time that it is judged.
                    judged = {"round": self.rounds[name]}
                    yield edit(told["op"], place, assessment, **judged)
