"""Which results of a plan were reached, and where; as judged in the rounds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from municipalities.models import Municipality, User
from municipalities.permissions import access_of

from .as_of import is_looking_back
from .models import Objective, Plan, ReportingRound, Result, ResultAssessment
from .outline import taking_part

Outcome = ResultAssessment.Outcome


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many judgements came out like this; None: nobody judged yet."""

    outcome: Outcome | None
    judgements: int


@dataclass(frozen=True, slots=True)
class OutcomeCounts:
    """What was judged, with all that there is to judge as the denominator."""

    counts: tuple[OutcomeCount, ...]

    @classmethod
    def of(cls, outcomes: Iterable[Outcome | None]) -> "OutcomeCounts":
        found = Counter(outcomes)
        return cls(tuple(OutcomeCount(way, found[way]) for way in [*Outcome, None]))

    @property
    def total(self) -> int:
        return sum(count.judgements for count in self.counts)


@dataclass(frozen=True, slots=True)
class ResultCell:
    """What was last judged of a result, in one municipality or for the region.

    `earlier_round` is the one in which that was, unless it is the newest. Without an
    owner it is the region's.
    """

    address: str
    owner: str = ""
    outcome: Outcome | None = None
    earlier_round: ReportingRound | None = None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result: a cell for each municipality, or one for the region."""

    result: Result
    cells: tuple[ResultCell, ...]

    @property
    def counts(self) -> OutcomeCounts:
        return OutcomeCounts.of(cell.outcome for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """An objective with its results."""

    objective: Objective
    rows: tuple[ResultRow, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a plan, ready to be shown."""

    municipalities: tuple[Municipality, ...]
    groups: tuple[ResultGroup, ...]

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def counts(self) -> OutcomeCounts:
        """Over all cells: a result of the region counts once."""
        return OutcomeCounts.of(cell.outcome for row in self.rows for cell in row.cells)

    @property
    def width(self) -> int:
        """How many columns there are, with that of the results and the sums."""
        return len(self.municipalities) + 2


def read_results(plan: Plan, *, today: date) -> Results:
    """Read the last judgement of each result, in a handful of queries."""
    newest = plan.rounds.opened_by(today).first()
    places = taking_part(plan, today)
    judged = {
        (assessment.result_id, assessment.municipality_id): assessment
        for assessment in ResultAssessment.objects.of_plan(plan).in_order_of_rounds()
    }
    rows = [
        ResultRow(result, tuple(_cells(result, places, judged, newest)))
        for result in Result.objects.of_plan(plan).in_plan_order()
    ]
    by_objective = groupby(rows, key=lambda row: row.result.objective)
    groups = (ResultGroup(objective, tuple(group)) for objective, group in by_objective)
    return Results(places, tuple(groups))


def _cells(
    result: Result,
    places: Iterable[Municipality],
    judged: Mapping[tuple[int, int | None], ResultAssessment],
    newest: ReportingRound | None,
) -> Iterator[ResultCell]:
    for place in places if result.is_per_municipality else (None,):
        assessment = judged.get((result.pk, place.pk if place else None))
        yield ResultCell(
            address=address_of(result, place),
            owner=place.name if place else "",
            outcome=Outcome(assessment.outcome) if assessment else None,
            earlier_round=(
                assessment.round if assessment and assessment.round != newest else None
            ),
        )


def address_of(result: Result, municipality: Municipality | None) -> str:
    """Where a result is judged: in a municipality, or for the region."""
    if municipality is None:
        return reverse("actions:result", args=[result.pk])
    return reverse("actions:local-result", args=[result.pk, municipality.code])


def may_judge(
    user: User, plan: Plan, municipality: Municipality | None, *, today: date
) -> bool:
    """Whether somebody judges results there, once a round is open.

    The coordinator does everywhere, an officer in the own municipality as long as it
    takes part; nobody does in the past.
    """
    access = access_of(user)
    if is_looking_back() or plan.status == Plan.Status.CLOSED:
        return False
    if municipality is None:
        return plan.region_id in access.coordinates
    return (
        plan.region_id in access.coordinates or municipality.pk in access.officer_of
    ) and plan.participations.on(today).filter(municipality=municipality).exists()
