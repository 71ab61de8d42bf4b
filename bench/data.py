"""A region that has been at work for two years: its plan, people and reports."""

from datetime import date, datetime
from io import StringIO
from itertools import cycle, product
from uuid import uuid4

from django.core.management import call_command
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from actions import services
from actions.as_of import start_of
from actions.models import (
    Action,
    Light,
    Milestone,
    MilestoneStatus,
    Participation,
    Phase,
    Plan,
    Progress,
    ProgressUpdate,
    ReportingRound,
    Submission,
)
from actions.periods import Quarter
from actions.plan_guard import opened
from municipalities.models import Membership, Municipality, Region, Role, User

PASSWORD = "een-lang-wachtwoord"
COORDINATOR = "coordinator@bench.example"
OFFICER = "officer@bench.example"
DRIEHOEK = "driehoek@bench.example"

ROUNDS = 8
PHASES = [Phase.NOT_STARTED, Phase.PREPARING, Phase.RUNNING, Phase.EMBEDDED]
LIGHTS = [Light.GREEN, Light.GREEN, Light.ORANGE, Light.GREEN, Light.RED]
NOTE = "Het overleg is deze periode twee keer gehouden. " * 4
WORRY = {
    "cause": "Er zijn te weinig mensen voor de training. " * 2,
    "consequence": "Signalen blijven langer liggen. " * 2,
    "remedy": "Een buurgemeente springt bij tot het einde van het jaar. " * 2,
}


def fill_database(size: int) -> Plan:
    """Load the shipped plan, for that many municipalities, and what they reported."""
    call_command("load_plan", stdout=StringIO())
    plan = Plan.objects.get()
    municipalities = _take_part(plan, size)
    coordinator = _add_person(COORDINATOR, Role.COORDINATOR, plan.region)
    officer = _add_person(OFFICER, Role.OFFICER, municipalities[0])
    _add_person(DRIEHOEK, Role.DRIEHOEK, plan.region)
    rounds = [_hold_round(plan, quarter, coordinator) for quarter in _last_quarters()]
    _add_updates(plan, rounds, officer)
    _change_parts(plan)
    return plan


def _take_part(plan: Plan, size: int) -> list[Municipality]:
    """Make up the municipalities that the plan has too few."""
    known = plan.participations.count()
    with opened(plan):
        for number in range(known + 1, size + 1):
            municipality = Municipality.objects.create(
                region=plan.region,
                name=f"Proefgemeente {number}",
                code=f"GM9{number:03}",
            )
            Participation.objects.create(plan=plan, municipality=municipality)
    services.create_missing_tracks(plan)
    return [row.municipality for row in plan.participations.order_by("pk")]


def _add_person(email: str, role: Role, place: Region | Municipality) -> User:
    user = User.objects.create_user(email, PASSWORD, name=email.partition("@")[0])
    field = "region" if isinstance(place, Region) else "municipality"
    Membership.objects.create(
        user=user, role=role, starts_on=date(2024, 1, 1), **{field: place}
    )
    return user


def _last_quarters() -> list[Quarter]:
    """The quarter of today and those before it, the oldest first."""
    today = timezone.localdate()
    newest = today.year * 4 + (today.month - 1) // 3
    ordinals = range(newest - ROUNDS + 1, newest + 1)
    return [Quarter(ordinal // 4, ordinal % 4 + 1) for ordinal in ordinals]


def _hold_round(plan: Plan, quarter: Quarter, coordinator: User) -> ReportingRound:
    """Open a round; one of the past was handed in, accepted and closed."""
    reporting_round = ReportingRound(
        plan=plan,
        year=quarter.year,
        quarter_number=quarter.number,
        opens_on=quarter.first_day,
        closes_on=quarter.last_day,
    )
    submissions = services.open_round(reporting_round)
    if quarter.last_day < timezone.localdate():
        _accept(submissions, coordinator, start_of(quarter.last_day))
        reporting_round.closed_on = quarter.last_day
        reporting_round.save()
    return reporting_round


def _accept(submissions: list[Submission], by: User, moment: datetime) -> None:
    """As if each was handed in and accepted; by service that takes a minute for 342."""
    for submission in submissions:
        submission.state = Submission.State.ACCEPTED
        submission.submitted_at, submission.submitted_by = moment, by
        submission.reviewed_at, submission.reviewed_by = moment, by
    bulk_update_with_history(
        submissions,
        Submission,
        ["state", "submitted_at", "submitted_by", "reviewed_at", "reviewed_by"],
        batch_size=500,
        default_user=by,
        default_date=moment,
    )


def _add_updates(plan: Plan, rounds: list[ReportingRound], author: User) -> None:
    """Report on every track in every round, but on a quarter of them not in the last.

    Written in bulk, for these rows have no other history than themselves.
    """
    tracks = list(Progress.objects.of_plan(plan).order_by("pk"))
    states = cycle(product(LIGHTS, PHASES))
    updates = []
    for reporting_round in rounds:
        for number, track in enumerate(tracks):
            if reporting_round == rounds[-1] and number % 4 == 0:
                continue
            track.version += 1
            updates.append(
                _build_update(track, author, next(states), reporting_round.opens_on)
            )
    newest = {update.progress_id: update for update in updates}
    ProgressUpdate.objects.bulk_create(updates)
    for track in tracks:
        track.state = newest[track.pk]
    Progress.objects.bulk_update(tracks, ["state", "version"])


def _build_update(
    track: Progress, author: User, state: tuple[Light, Phase], day: date
) -> ProgressUpdate:
    light, phase = state
    moment = start_of(day)
    return ProgressUpdate(
        progress=track,
        sequence=track.version,
        key=uuid4(),
        kind=ProgressUpdate.Kind.UPDATE,
        phase=phase,
        light=light,
        note=NOTE,
        **({} if light == Light.GREEN else WORRY),
        reported_at=moment,
        recorded_at=moment,
        author=author,
    )


def _change_parts(plan: Plan) -> None:
    """Change every milestone, its standings and every action once a round."""
    with opened(plan):
        for number in range(1, ROUNDS + 1):
            for milestone in Milestone.objects.of_plan(plan):
                milestone.title = (
                    f"{milestone.title.partition(' (')[0]} (ronde {number})"
                )
                milestone.save()
            for status in MilestoneStatus.objects.of_plan(plan):
                status.note = f"Stand van ronde {number}."
                status.save()
            for action in Action.objects.of_plan(plan):
                action.source_note = f"Besproken in ronde {number}."
                action.save()
