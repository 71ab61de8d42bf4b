"""What a report says: plain values that can be rendered, compared and stored.

No model objects and no formatted text, so that the same content can become a PDF, a
page or a table, and stays what it was when the database moves on.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actions.coverage import SourceTotal
from actions.models import BudgetLine, Funding, Light, Phase, Scope
from actions.periods import Period, Quarter
from actions.sums import PartialSum

from .development import QuarterCount
from .figures import FigureTable
from .narrative import DecisionRow, Imprint, SinceLast
from .results import ResultRow
from .woo.notice import PublicNotice


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality by name and code."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class LightCount:
    """How many tracks have a light."""

    light: Light
    tracks: int


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """How many tracks are in a phase."""

    phase: Phase
    tracks: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How many tracks stand where; a regional or joint action counts once.

    Both the lights with `without_light`, and the phases, add up to `reported`; with
    `silent` (geen opgave) they add up to `tracks`.
    """

    tracks: int
    lights: tuple[LightCount, ...]
    phases: tuple[PhaseCount, ...]
    without_light: int
    silent: int

    @property
    def reported(self) -> int:
        """Tracks reported on or confirmed in the round."""
        return self.tracks - self.silent


@dataclass(frozen=True, slots=True)
class State:
    """What was last reported about a track.

    The words are empty when `is_withheld`: they are somebody else's, and were not
    accepted yet.
    """

    phase: Phase
    light: Light | None
    note: str
    cause: str
    consequence: str
    remedy: str
    waits_for: str
    as_of: date | None
    reported_on: date
    is_withheld: bool = False

    @property
    def is_worrying(self) -> bool:
        """Whether it is orange or red."""
        return self.light in (Light.ORANGE, Light.RED)


@dataclass(frozen=True, slots=True)
class Track:
    """An action as carried out in one place.

    `state` is None when nothing was reported this round (geen opgave); `last_known` is
    then what was reported before, if anything was. `late` is what came after the
    submission that was accepted, or after the round closed (nagekomen).
    """

    place: Place | None  # None for a regional or joint action
    owner: str
    state: State | None = None
    last_known: State | None = None
    is_overdue: bool = False
    late: State | None = None


@dataclass(frozen=True, slots=True)
class ActionInfo:
    """What names an action."""

    code: str
    title: str
    scope: Scope
    lead: str
    is_priority: bool
    period: Period

    @property
    def is_local(self) -> bool:
        """Whether each municipality carries it out itself."""
        return self.scope == Scope.LOCAL


@dataclass(frozen=True, slots=True)
class Entry:
    """One track under the name of its action."""

    action: ActionInfo
    track: Track


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row of the matrix.

    A local action has a cell for each municipality of the report, in that order, None
    where a municipality has no track; any other has one cell for all of them.
    """

    action: ActionInfo
    tracks: tuple[Track | None, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveSection:
    """An objective with its actions."""

    number: int
    title: str
    is_ongoing: bool
    period: Period
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class LineSection:
    """An action line: where it stands, and what is orange or red in it."""

    number: int
    title: str
    totals: Totals
    objectives: tuple[ObjectiveSection, ...]
    worries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """An action that asks for attention: its worst light, and where it has that.

    `first` is the track whose words explain it; `places` is empty for a regional or
    joint action.
    """

    action: ActionInfo
    light: Light
    places: tuple[str, ...]
    tracks: int
    first: Track


@dataclass(frozen=True, slots=True)
class Silence:
    """Who did not report: on how many of its tracks, and which actions those are."""

    owner: str
    tracks: int
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MilestoneStanding:
    """Where a municipality, or the region as one (no name), is with a milestone."""

    place: str
    due: Period
    completed_on: date | None
    is_late: bool
    postponements: int
    note: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """Something that is due, and how far everybody is."""

    objective_number: int
    action_code: str  # empty when it belongs to the objective as a whole
    title: str
    due: Period
    is_per_municipality: bool
    standings: tuple[MilestoneStanding, ...]

    @property
    def reached(self) -> int:
        """How many have reached it."""
        return sum(standing.completed_on is not None for standing in self.standings)

    @property
    def late(self) -> tuple[MilestoneStanding, ...]:
        """Those who should have reached it and have not."""
        return tuple(standing for standing in self.standings if standing.is_late)


@dataclass(frozen=True, slots=True)
class FundingRow:
    """Where money for a budget line comes from."""

    source: Funding.Source
    payer: str
    amount: Decimal | None
    state: Funding.State


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A municipality's share of a budget line; None is unknown."""

    municipality: str
    budgeted: Decimal | None
    committed: Decimal | None
    spent: Decimal | None
    forecast: Decimal | None


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """What an objective, or the whole plan (no number), needs.

    `covered` and `uncovered` are None when they cannot be known.
    """

    objective_number: int | None
    action_code: str
    title: str
    kind: BudgetLine.Kind
    amount: Decimal | None
    url: str
    is_free: bool | None
    fundings: tuple[FundingRow, ...]
    shares: tuple[ShareRow, ...]
    covered: Decimal | None
    uncovered: Decimal | None
    allotted: PartialSum  # what the shares of municipalities were budgeted at
    committed: PartialSum
    spent: PartialSum
    forecast: PartialSum
    withheld: str = ""  # in a public edition: what stands instead of its amounts

    @property
    def is_money(self) -> bool:
        """Whether an amount belongs to it, known or not."""
        return self.kind in (BudgetLine.Kind.ESTIMATE, BudgetLine.Kind.EXISTING)


@dataclass(frozen=True, slots=True)
class Finances:
    """The budget lines, and what they add up to as far as that is known."""

    rows: tuple[BudgetRow, ...]
    sources: tuple[SourceTotal, ...]
    budgeted: PartialSum
    covered: PartialSum
    uncovered: PartialSum
    allotted: PartialSum  # what the shares of municipalities were budgeted at
    committed: PartialSum
    spent: PartialSum
    forecast: PartialSum

    @property
    def withholds(self) -> bool:
        """Whether there are amounts that are not public; then no sum counts them."""
        return any(row.withheld for row in self.rows)

    @property
    def withholds_shares(self) -> bool:
        """Whether there are shares of which the amounts are not public."""
        return any(row.withheld and row.shares for row in self.rows)


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk of the plan, of an objective (a number) or of an action (a code)."""

    objective_number: int | None
    action_code: str
    title: str
    chance: int
    impact: int
    remedy: str
    owner: str

    @property
    def score(self) -> int:
        return self.chance * self.impact


@dataclass(frozen=True, slots=True)
class MunicipalitySection:
    """All that one municipality carries out itself."""

    place: Place
    totals: Totals
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Counts beside each other: the own tracks, those of all, and the shared ones."""

    own: Totals
    all_municipalities: Totals
    shared: Totals


@dataclass(frozen=True, slots=True)
class Report:
    """One edition of a report: of the region, or of one municipality.

    In a municipal edition `municipalities` and `sections` hold that one only, `totals`
    counts its own tracks, and `comparison` is there. The words and decisions are of the
    coordinator; `imprint` is None when it is no edition but how it stands now; `public`
    is there in a public edition, from which things were left out under the Woo.
    """

    region: str
    plan_title: str
    quarter: Quarter
    as_of: date
    fresh_since: date
    is_closed: bool
    is_demo: bool
    driehoek_on: date | None
    municipality: Place | None
    municipalities: tuple[Place, ...]
    totals: Totals
    attention: tuple[Attention, ...]
    silences: tuple[Silence, ...]
    lines: tuple[LineSection, ...]
    shared: tuple[Entry, ...]
    sections: tuple[MunicipalitySection, ...]
    milestones: tuple[MilestoneRow, ...]
    finances: Finances
    risks: tuple[RiskRow, ...]
    comparison: Comparison | None
    summary: str = ""
    requests: tuple[DecisionRow, ...] = ()
    earlier_requests: tuple[DecisionRow, ...] = ()
    since: SinceLast | None = None
    not_accepted: tuple[str, ...] = ()  # who has a submission that was not accepted
    outlook: str = ""
    imprint: Imprint | None = None
    figures: tuple[FigureTable, ...] = ()
    results: tuple[ResultRow, ...] = ()
    quarters: tuple[QuarterCount, ...] = ()  # of the region only
    public: PublicNotice | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All tracks, each under its action."""
        return tuple(
            Entry(row.action, track)
            for line in self.lines
            for objective in line.objectives
            for row in objective.rows
            for track in row.tracks
            if track
        )

    @property
    def late_milestones(self) -> tuple[MilestoneRow, ...]:
        """Milestones that somebody should have reached and has not."""
        return tuple(row for row in self.milestones if row.late)

    @property
    def worries(self) -> int:
        """How many tracks are orange or red, over all action lines."""
        return sum(len(line.worries) for line in self.lines)
