"""What happens in the demo: every part of its file as moments in time.

Progress, rounds and submissions go through the services that the pages use.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter
from typing import TypedDict
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth.hashers import make_password
from django.core.files import File
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
from .demo_amendments import amend
from .demo_file import DemoFile, FiguresEntry, ReportEntry, RoleEntry, SessionEntry
from .demo_moments import DemoRefused, Moment, edit, enter, find, find_any
from .demo_values import opening_of
from .models import (
    Action,
    BudgetLine,
    MilestoneStatus,
    Plan,
    Progress,
    ProgressUpdate,
    ReportingRound,
    Result,
    ResultAssessment,
    Risk,
    Submission,
)
from .uploads import accept

REGION = "regio"
"""In the file: the region as a whole, for which its coordinator speaks."""

SPEAKING_ROLES = [Role.COORDINATOR, Role.OFFICER, Role.REGIONAL_LEAD]
"""Roles that speak for a place: the region, a municipality or a post."""

PLACE_FIELDS = {
    Region: "region",
    Municipality: "municipality",
    RegionalRole: "regional_role",
}

TIME_PER_REPORT = timedelta(minutes=4)

Place = Region | Municipality | RegionalRole


class Step(TypedDict):
    """What every report on a track is sent with."""

    author: User
    now: datetime
    base_version: int
    key: UUID


class Story:
    """The content of the demo, and the parts of the plan that it is about."""

    def __init__(self, content: DemoFile, plan: Plan) -> None:
        region = plan.region
        self.content = content
        self.plan = plan
        self.places: dict[str, Place] = {REGION: region}
        self.places |= {place.name: place for place in region.municipalities.all()}
        self.places |= {place.name: place for place in region.roles.all()}
        self.actions = {action.code: action for action in Action.objects.of_plan(plan)}
        self.tracks = {
            f"{track.action.code} ({track.owner})": track
            for track in Progress.objects.of_plan(plan).with_state()
        }
        self.partners = {partner.name: partner for partner in region.partners.all()}
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
        yield from self._amendments()
        yield from self._budget_figures()
        yield from self._risks()
        yield from self._assessments()

    def person(self, by: str, on: date) -> User:
        """The person of that name, or who speaks on that day for the place so named."""
        if by in self.users:
            return self.users[by]
        place = self.place(by)
        speakers = [
            membership
            for membership in self.memberships
            if membership.role in SPEAKING_ROLES
            and membership.place == place
            and membership.is_in_force(on)
        ]
        if not speakers:
            raise DemoRefused(f"In de demo spreekt op {on} niemand voor ‘{by}’.")
        return min(speakers, key=attrgetter("is_deputy")).user

    def place(self, name: str) -> Place:
        return find("gemeente, functie of persoon", name, self.places)

    def _municipality(self, name: str) -> Municipality | None:
        """The municipality of that name; None for the region and for a post."""
        place = self.place(name)
        return place if isinstance(place, Municipality) else None

    # People

    def _people(self) -> Iterator[Moment]:
        """The accounts and their roles; the first, the administrator, makes them."""
        administrator = self.content.accounts[0].name
        begins_at = self.content.begins_at
        yield edit(begins_at, administrator, self.plan.region, is_demo=True)
        password = make_password(self.content.password)
        for account in self.content.accounts:
            arrives_at = opening_of(min(role.starts_on for role in account.roles))
            user = User(
                name=account.name,
                email=account.email,
                password=password,
                date_joined=arrives_at,
            )
            self.users[user.name] = user
            yield edit(arrives_at, administrator, user)
            for role in account.roles:
                yield from self._role(user, role, administrator)

    def _role(self, user: User, entry: RoleEntry, giver: str) -> Iterator[Moment]:
        place = self.place(entry.place)
        membership = Membership(
            role=entry.role,
            starts_on=entry.starts_on,
            is_deputy=entry.is_deputy,
            **{PLACE_FIELDS[type(place)]: place},
        )
        self.memberships.append(membership)
        yield edit(opening_of(entry.starts_on), giver, membership, user=user)
        for field in ("trained_on", "ends_on"):
            if day := getattr(entry, field):
                yield edit(opening_of(day), giver, membership, **{field: day})

    # Facts and milestones

    def _reporting_routes(self) -> Iterator[Moment]:
        for name, route in self.content.reporting_routes.items():
            yield edit(
                opening_of(route.established_on),
                name,
                self.place(name),
                reporting_route_on=route.established_on,
                reporting_route_url=route.url,
            )

    def _milestones(self) -> Iterator[Moment]:
        statuses = {
            str(status): status for status in MilestoneStatus.objects.of_plan(self.plan)
        }
        for title, places in self.content.milestones.items():
            for name, changes in places.items():
                status = find("mijlpaal", f"{title} ({name})", statuses)
                for change in changes:
                    yield edit(
                        change.at,
                        name,
                        status,
                        due_on=change.due_on or status.due_on,
                        completed_on=change.completed_on,
                        note=change.note,
                    )

    # Rounds

    def _rounds(self) -> Iterator[Moment]:
        for name, entry in self.content.rounds.items():
            quarter = self.content.quarter(name)
            reporting_round = ReportingRound(
                plan=self.plan,
                year=quarter.year,
                quarter_number=quarter.number,
                opens_on=entry.opens_on,
                closes_on=entry.closes_on,
                driehoek_on=entry.driehoek_on,
            )
            self.rounds[name] = reporting_round
            opening = partial(self._open, reporting_round)
            yield Moment(opening_of(entry.opens_on), REGION, opening)
            for place, session in entry.sessions.items():
                yield from self._submission(reporting_round, place, session)
            yield Moment(
                entry.accepted_at, REGION, partial(self._accept, reporting_round)
            )
            if day := entry.closed_on:
                yield edit(opening_of(day), REGION, reporting_round, closed_on=day)

    def _open(self, reporting_round: ReportingRound, by: User, now: datetime) -> None:
        services.open_round(reporting_round)

    def _accept(self, reporting_round: ReportingRound, by: User, now: datetime) -> None:
        services.accept(reporting_round.submissions.all(), by=by, now=now)

    def _submission(
        self, reporting_round: ReportingRound, place: str, session: SessionEntry
    ) -> Iterator[Moment]:
        """What happens to a submission, except that it is accepted."""
        find_it = partial(self.find_submission, reporting_round, place)
        speaker = session.by or place

        def hand_in(by: User, now: datetime) -> None:
            services.submit(find_it(), by=by, cover_note=session.cover_note, now=now)

        def send_back(by: User, now: datetime) -> None:
            services.send_back(find_it(), by=by, note=session.return_note, now=now)

        if session.submits_at:
            yield Moment(session.submits_at, speaker, hand_in)
        if session.returned_at:
            yield Moment(session.returned_at, REGION, send_back)

    def find_submission(self, reporting_round: ReportingRound, name: str) -> Submission:
        place = self.place(name)
        field = "municipality" if isinstance(place, Municipality) else "lead_role"
        return reporting_round.submissions.get(**{field: place})

    # Progress

    def _progress(self) -> Iterator[Moment]:
        """What was reported: per place and round one session, track after track."""
        reported: Counter[tuple[str, str]] = Counter()
        for code, places in self.content.progress.items():
            for place, rounds in places.items():
                for name, entries in rounds.items():
                    session = self.content.rounds[name].sessions[place]
                    for entry in entries:
                        waiting = reported[place, name] * TIME_PER_REPORT
                        reported[place, name] += 1
                        yield Moment(
                            entry.at or session.reports_at + waiting,
                            session.by or place,
                            partial(self._report, code, place, entry),
                        )

    def _report(
        self, code: str, place: str, entry: ReportEntry, by: User, now: datetime
    ) -> None:
        """Report on a track as its page would: the same services, another clock."""
        track = find("voortgang", f"{code} ({place})", self.tracks)
        track.refresh_from_db(fields=["version"])
        step: Step = {
            "author": by,
            "now": now,
            "base_version": track.version,
            "key": uuid5(NAMESPACE_URL, f"demo/{track}/{track.version}"),
        }
        match entry.stand.kind:
            case ProgressUpdate.Kind.CONFIRMATION:
                services.confirm(track, remedy=entry.remedy, **step)
            case ProgressUpdate.Kind.WITHDRAWAL:
                services.withdraw(track, **step)
            case ProgressUpdate.Kind.UPDATE:
                services.record_update(
                    track,
                    **step,
                    **entry.state(),
                    evidence=self._evidence(entry, step),
                    as_of=entry.as_of or timezone.localdate(now),
                    waits_for=find_any("partner", entry.waits_for, self.partners),
                )

    def _evidence(self, entry: ReportEntry, step: Step) -> services.Evidence:
        """The links and files that go with an update."""
        links, files = [], []
        for added in entry.attachments:
            if added.file is None:
                links.append(services.Link(added.title, added.url))
                continue
            with added.file.open("rb") as content:
                upload = accept(File(content, added.file.name))
                held = services.hold(
                    upload, owner=step["author"], key=step["key"], now=step["now"]
                )
            files.append(held)
        return services.Evidence(tuple(links), tuple(files))

    # Money, risks and judgements

    def _amendments(self) -> Iterator[Moment]:
        for entry in self.content.amendments:
            yield Moment(entry.at, REGION, partial(amend, self.plan, entry))

    def _budget_figures(self) -> Iterator[Moment]:
        lines = {line.title: line for line in BudgetLine.objects.of_plan(self.plan)}
        for title, changes in self.content.figures.items():
            line = find("begrotingspost", title, lines)
            for entry in changes:
                yield Moment(entry.at, REGION, partial(self._enter, line, entry))

    def _enter(
        self, line: BudgetLine, entry: FiguresEntry, by: User, now: datetime
    ) -> None:
        """Give every share of a line the same figures."""
        for share in line.shares.all():
            enter(share, **entry.values_given())

    def _risks(self) -> Iterator[Moment]:
        objectives = {
            str(action.objective.number): action.objective
            for action in self.actions.values()
        }
        for entry in self.content.risks:
            of_plan = not (entry.objective or entry.action)
            risk = Risk(
                plan=self.plan if of_plan else None,
                objective=find_any("doelstelling", entry.objective, objectives),
                action=find_any("actie", entry.action, self.actions),
                title=entry.title,
                chance=entry.chance,
                impact=entry.impact,
                remedy=entry.remedy,
                owner=entry.owner,
            )
            yield edit(entry.at, REGION, risk)

    def _assessments(self) -> Iterator[Moment]:
        results = {
            result.code: result
            for result in Result.objects.filter(
                objective__action_line__plan=self.plan
            ).select_related("objective")
        }
        for name, places in self.content.assessments.items():
            for place, entry in places.items():
                for code, judgement in entry.results.items():
                    assessment = ResultAssessment(
                        result=find("resultaat", code, results),
                        municipality=self._municipality(place),
                        outcome=judgement.outcome,
                        note=judgement.note,
                    )
                    # The round is saved by the time that it is judged.
                    yield edit(entry.at, place, assessment, round=self.rounds[name])
