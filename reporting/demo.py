"""What was published in the demo, made as a coordinator would."""

from datetime import date, datetime
from pathlib import Path

from django.utils import timezone
from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML

from actions.models import ReportingRound
from actions.periods import Quarter
from municipalities.models import Membership, Municipality, Region, Role, User

from .demo_figures import release_demo_figures
from .drafting import assemble
from .jobs import publish_at_once
from .models import DecisionRequest, Report
from .services import fingerprint
from .snapshot import freeze


class NoDemo(Exception):
    """The database holds no demo, or its reports are there already."""


class DemoRequest(BaseModel):
    """What a report of the demo asks, and what came of it."""

    model_config = ConfigDict(extra="forbid")

    gevraagd: str
    waarom: str
    van: str
    uiterlijk: date
    uitkomst: str = ""
    besloten: date | None = None
    vervolg: str = ""


class DemoReport(BaseModel):
    """A report of the demo."""

    model_config = ConfigDict(extra="forbid")

    kwartaal: str
    gemeente: str | None = None
    gepubliceerd: datetime
    samenvatting: str
    vooruitblik: str
    besluiten: tuple[DemoRequest, ...] = ()


def publish_demo(figures: Path, reports: Path) -> list[Report]:
    """Publish what two files tell; the reports tell of the figures. Raises NoDemo."""
    told = TypeAdapter(list[DemoReport]).validate_python(
        YAML(typ="safe", pure=True).load(reports)
    )
    region = _find_region()
    if Report.objects.exists():
        raise NoDemo("Er staan al rapportages.")
    coordinator = _coordinator_of(region)
    release_demo_figures(figures, region, coordinator)
    return [_publish(report, coordinator) for report in told]


def _find_region() -> Region:
    region = Region.objects.filter(is_demo=True).first()
    if region is None:
        raise NoDemo("Dit is geen demo. Laad die eerst: manage.py load_demo")
    return region


def _coordinator_of(region: Region) -> User:
    roles = Membership.objects.filter(role=Role.COORDINATOR, region=region)
    role = roles.select_related("user").first()
    if role is None:
        raise NoDemo("De demo heeft geen coördinator.")
    return role.user


def _publish(told: DemoReport, by: User) -> Report:
    now = timezone.make_aware(told.gepubliceerd)
    quarter = Quarter.parse(told.kwartaal)
    reporting_round = ReportingRound.objects.get(
        plan__region__is_demo=True, year=quarter.year, quarter_number=quarter.number
    )
    municipality = (
        Municipality.objects.get(code=told.gemeente) if told.gemeente else None
    )
    report = Report(
        round=reporting_round,
        municipality=municipality,
        summary=told.samenvatting,
        outlook=told.vooruitblik,
    )
    _save(report, by, now)
    asked = [_ask(request, report, by, now) for request in told.besluiten]
    day = timezone.localdate(now)
    content = assemble(report, today=day, published_on=day)
    publish_at_once(report, by=by, seen=fingerprint(freeze(content)), now=now)
    for request, row in zip(told.besluiten, asked, strict=True):
        _decide(request, row, by)
    return report


def _ask(told: DemoRequest, report: Report, by: User, now: datetime) -> DecisionRequest:
    request = DecisionRequest(
        round=report.round,
        municipality=report.municipality,
        title=told.gevraagd,
        reason=told.waarom,
        asked_of=told.van,
        needed_by=told.uiterlijk,
    )
    _save(request, by, now)
    return request


def _decide(told: DemoRequest, request: DecisionRequest, by: User) -> None:
    if told.besloten is None:
        return
    outcomes = {label: value for value, label in DecisionRequest.Outcome.choices}
    request.outcome = outcomes[told.uitkomst]
    request.decided_on = told.besloten
    request.follow_up = told.vervolg
    moment = datetime.combine(told.besloten, datetime.min.time().replace(hour=16))
    _save(request, by, timezone.make_aware(moment))


def _save(row: Report | DecisionRequest, by: User, now: datetime) -> None:
    """Save a row, with a history as if that person did it then."""
    row._history_user, row._history_date = by, now  # type: ignore[union-attr]
    row.full_clean()
    row.save()
