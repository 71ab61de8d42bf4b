"""Which facts hold for a municipality, from what was entered about it once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst

from municipalities.models import Membership, Municipality
from municipalities.teams import Team

from .models import Fact

MISSING = {
    Fact.REPORTING_ROUTE: "bij de meldroute is geen datum ingevuld",
    Fact.OFFICER: "er is nu geen aandachtsfunctionaris",
    Fact.TRAINED: "niet van elke aandachtsfunctionaris is ingevuld wanneer hij of zij"
    " is getraind",
}
"""What is not entered where a fact does not hold."""


@dataclass(frozen=True, slots=True)
class FactStanding:
    """A fact: the day since which it holds, and when that was entered.

    Both are None when it does not hold.
    """

    fact: Fact
    since: date | None = None
    entered_at: datetime | None = None

    @property
    def holds(self) -> bool:
        return self.since is not None

    @property
    def sentence(self) -> str:
        """As a note says it: "Meldroute vastgesteld op 10 december 2024."."""
        day = date_format(self.since) if self.since else "onbekende datum"
        return f"{capfirst(self.fact.label)} op {day}."

    def is_older_than(self, moment: datetime | None) -> bool:
        """Whether it was entered by then, so that who wrote then could know it."""
        return bool(moment and self.entered_at and self.entered_at <= moment)


def read_facts(
    municipality: Municipality, team: Team, on: date
) -> dict[Fact, FactStanding]:
    """What holds on a day, for a municipality with its team of that day."""
    return {
        standing.fact: standing
        for standing in [_route(municipality, on), *_people(team, on)]
    }


def _route(municipality: Municipality, on: date) -> FactStanding:
    established_on = municipality.reporting_route_on
    if established_on is None or established_on > on:
        return FactStanding(Fact.REPORTING_ROUTE)
    versions = municipality.history.order_by("-history_id")
    dates = versions.values_list("reporting_route_on", "history_date")
    return FactStanding(
        Fact.REPORTING_ROUTE, established_on, _entered_at(dates, established_on)
    )


def _people(team: Team, on: date) -> Iterable[FactStanding]:
    if not team.officers:
        yield from (FactStanding(Fact.OFFICER), FactStanding(Fact.TRAINED))
        return
    versions: Any = Membership.history.filter(
        id__in=[member.pk for member in team.present]
    )
    records: dict[int, list[tuple[date | None, datetime]]] = {}
    for pk, trained_on, moment in versions.order_by("-history_id").values_list(
        "id", "trained_on", "history_date"
    ):
        records.setdefault(pk, []).append((trained_on, moment))
    first = min(team.officers, key=lambda member: member.starts_on)
    appointed = (moment for _, moment in records.get(first.pk, ()))
    yield FactStanding(Fact.OFFICER, first.starts_on, min(appointed, default=None))
    trained = [member.trained_on for member in team.present]
    known = [day for day in trained if day and day <= on]
    if known != trained:
        yield FactStanding(Fact.TRAINED)
        return
    told = [
        _entered_at(records.get(member.pk, ()), member.trained_on)
        for member in team.present
    ]
    entered_at = max(filter(None, told), default=None)
    yield FactStanding(Fact.TRAINED, max(known), entered_at)


def _entered_at(
    newest_first: Iterable[tuple[date | None, datetime]], value: date | None
) -> datetime | None:
    """When a value was entered that has stood there since."""
    standing = takewhile(lambda record: record[0] == value, newest_first)
    return min((moment for _, moment in standing), default=None)
