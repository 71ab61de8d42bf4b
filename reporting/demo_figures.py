"""The figures of partners in the demo, entered and published as a coordinator would."""

from datetime import date, datetime
from pathlib import Path

from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from ruamel.yaml import YAML

from actions.periods import Quarter
from municipalities.models import Municipality, Region, User

from .models import FigureRelease, Indicator, Observation
from .releasing import release_figures


class DemoTable(BaseModel):
    """What was counted in a quarter, per municipality or in the region.

    With a reason it corrects what was counted before.
    """

    model_config = ConfigDict(extra="forbid")

    kwartaal: str
    peildatum: date
    vrijgegeven: datetime | None = None
    reden: str = ""
    gemeenten: dict[str, int] = Field(default_factory=dict)
    regio: int | None = None


class DemoIndicator(BaseModel):
    """What a partner counts."""

    model_config = ConfigDict(extra="forbid")

    bron: str
    geteld: str
    toelichting: str
    tabellen: tuple[DemoTable, ...]


def release_demo_figures(path: Path, region: Region, by: User) -> list[FigureRelease]:
    """Enter what a file tells, and publish the tables that say when."""
    told = TypeAdapter(list[DemoIndicator]).validate_python(
        YAML(typ="safe", pure=True).load(path)
    )
    return [
        released
        for each in told
        for indicator in [_make_indicator(each, region)]
        for table in each.tabellen
        if (released := _enter(table, indicator, by))
    ]


def _make_indicator(told: DemoIndicator, region: Region) -> Indicator:
    sources = {label: value for value, label in Indicator.Source.choices}
    indicator = Indicator(
        region=region,
        source=sources[told.bron],
        title=told.geteld,
        note=told.toelichting,
    )
    indicator.full_clean()
    indicator.save()
    return indicator


def _enter(table: DemoTable, indicator: Indicator, by: User) -> FigureRelease | None:
    quarter = Quarter.parse(table.kwartaal)
    moment = timezone.make_aware(
        table.vrijgegeven or datetime.combine(table.peildatum, datetime.min.time())
    )
    places: dict[Municipality | None, int] = {
        Municipality.objects.get(code=code): value
        for code, value in table.gemeenten.items()
    }
    if table.regio is not None:
        places[None] = table.regio
    for place, value in places.items():
        _count(table, indicator, quarter, place, value, by, moment)
    if table.vrijgegeven is None:
        return None
    return release_figures(indicator, quarter, by=by, now=moment)


def _count(
    table: DemoTable,
    indicator: Indicator,
    quarter: Quarter,
    place: Municipality | None,
    value: int,
    by: User,
    moment: datetime,
) -> None:
    key = {
        "indicator": indicator,
        "municipality": place,
        "year": quarter.year,
        "quarter_number": quarter.number,
    }
    observation = Observation(
        **key,
        value=value,
        as_of=table.peildatum,
        corrects=Observation.objects.filter(**key).newest().first(),
        reason=table.reden,
        recorded_by=by,
        recorded_at=moment,
    )
    observation.full_clean()
    observation.save()
