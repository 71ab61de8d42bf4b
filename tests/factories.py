"""Plain functions that make rows; each test spells out what matters to it.

They open the plan themselves, so a plan may be adopted before it has its parts.
"""

from datetime import date
from itertools import count
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from actions import services
from actions.models import (
    Action,
    ActionLine,
    Attachment,
    Milestone,
    Objective,
    Participation,
    Plan,
    Progress,
    ProgressUpdate,
    ReportingRound,
    Result,
    Scope,
)
from actions.plan_guard import opened
from actions.uploads import accept
from municipalities.models import (
    Membership,
    Municipality,
    Region,
    RegionalRole,
    Role,
    User,
)
from tests.files import PDF, upload

PASSWORD = "een-goed-wachtwoord"

_numbers = count(3000)  # beyond the codes of real municipalities


def make_region(name: str = "Achterhoek") -> Region:
    return Region.objects.get_or_create(name=name)[0]


def make_municipality(
    name: str | None = None, *, region: Region | None = None, **fields: object
) -> Municipality:
    number = next(_numbers)
    return Municipality.objects.create(
        region=region or make_region(),
        name=name or f"Gemeente {number:03}",
        code=fields.pop("code", f"GM{number:04}"),
        **fields,
    )


def make_regional_role(
    name: str = "regisseur ondermijning", *, region: Region | None = None
) -> RegionalRole:
    return RegionalRole.objects.get_or_create(
        region=region or make_region(), name=name
    )[0]


def make_user(name: str | None = None, **fields: object) -> User:
    name = name or f"Persoon {next(_numbers)}"
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@voorbeeld.example")
    return User.objects.create_user(email, PASSWORD, name=name, **fields)


def make_member(
    role: Role,
    place: Region | Municipality | RegionalRole,
    *,
    name: str | None = None,
    starts_on: date = date(2024, 1, 1),
    **fields: object,
) -> User:
    """A user who holds one role in one place."""
    user = make_user(name)
    field = {
        Region: "region",
        Municipality: "municipality",
        RegionalRole: "regional_role",
    }[type(place)]
    Membership.objects.create(
        user=user, role=role, starts_on=starts_on, **{field: place}, **fields
    )
    return user


def make_plan(
    *municipalities: Municipality, title: str = "Uitvoeringsplan", **fields: object
) -> Plan:
    """A plan in which these municipalities take part."""
    region = fields.pop("region", None) or (
        municipalities[0].region if municipalities else make_region()
    )
    plan = Plan.objects.create(region=region, title=title, **fields)
    with opened(plan):
        for municipality in municipalities:
            Participation.objects.create(plan=plan, municipality=municipality)
    return plan


@transaction.atomic
def make_objective(plan: Plan, **fields: object) -> Objective:
    with opened(plan):
        line = plan.action_lines.first() or ActionLine.objects.create(
            plan=plan, number=1, title="Eerder in beeld"
        )
        objective = Objective(
            action_line=line, **({"title": "Professionals signaleren"} | fields)
        )
        objective.number = objective.number or services.next_number(objective)
        objective.save()
    return objective


@transaction.atomic
def make_result(objective: Objective, **fields: object) -> Result:
    result = Result(
        objective=objective, **({"description": "Iedereen is getraind"} | fields)
    )
    result.number = result.number or services.next_number(result)
    with opened(result.whole()):
        result.save()
    return result


@transaction.atomic
def make_action(
    plan: Plan, *, objective: Objective | None = None, **fields: object
) -> Action:
    """An action with its tracks; per gemeente unless a scope is given."""
    objective = (
        objective
        or Objective.objects.filter(action_line__plan=plan).first()
        or make_objective(plan)
    )
    action = Action(
        objective=objective,
        **(
            {
                "title": "Meldroute vaststellen",
                "description": "De gemeente stelt een meldroute vast.",
                "scope": Scope.LOCAL,
            }
            | fields
        ),
    )
    if action.scope != Scope.LOCAL and action.lead is None:
        action.lead_role = make_regional_role(region=plan.region)
    action.number = action.number or services.next_number(action)
    with opened(plan):
        action.save()
    services.create_missing_tracks(plan)
    return action


@transaction.atomic
def make_milestone(objective: Objective, **fields: object) -> Milestone:
    """A milestone with its statuses; of the region unless said otherwise."""
    plan = objective.action_line.plan
    with opened(plan):
        milestone = Milestone.objects.create(
            objective=objective, **({"title": "Meldroute klaar"} | fields)
        )
    services.create_missing_tracks(plan)
    return milestone


def version_of(row) -> int:
    """The version that a form of this row carries when it is opened now."""
    return row.history.order_by("-history_id").values_list("pk", flat=True)[0]


def make_round(plan: Plan, year: int = 2025, quarter: int = 3, **fields: object):
    """A round that is open unless said; the one before it is closed, as agreed."""
    plan.rounds.filter(closed_on=None).update(closed_on=F("closes_on"))
    return ReportingRound.objects.create(
        plan=plan,
        year=year,
        quarter_number=quarter,
        **(
            {
                "opens_on": date(year, quarter * 3, 1),
                "closes_on": date(year, quarter * 3, 30),
            }
            | fields
        ),
    )


def report(track: Progress, author: User, **fields: object) -> ProgressUpdate:
    """An update on a track, through the service; green and running unless said."""
    track.refresh_from_db()
    state = {"phase": "running", "light": "green", "note": "Het loopt."}
    if fields.get("light") in ("orange", "red"):
        state |= {
            "cause": "Te weinig mensen.",
            "consequence": "Het duurt langer.",
            "remedy": "Een collega springt bij.",
        }
    return services.record_update(
        track,
        author=author,
        key=fields.pop("key", None) or uuid4(),
        base_version=fields.pop("base_version", track.version),
        now=fields.pop("now", None),
        **(state | fields),
    )


def attach_file(
    update: ProgressUpdate, by: User, *, name: str = "verslag.pdf", content: bytes = PDF
) -> Attachment:
    """A file with an update, through the services."""
    held = services.hold(accept(upload(name, content)), owner=by, key=uuid4())
    services.attach(update, services.Evidence((), (held,)), by=by)
    return update.attachments.latest("pk")
