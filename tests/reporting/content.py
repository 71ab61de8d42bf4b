"""A report built by hand, without a database; a test names what matters to it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from actions.models import BudgetLine, Light, Phase, Scope
from actions.periods import Period, Quarter
from actions.sums import PartialSum, add_up
from reporting.attention import find_attention, find_silences
from reporting.data import (
    ActionInfo,
    ActionRow,
    BudgetRow,
    Comparison,
    Entry,
    Finances,
    LineSection,
    MilestoneRow,
    MilestoneStanding,
    MunicipalitySection,
    ObjectiveSection,
    Place,
    Report,
    State,
    Track,
)
from reporting.development import CountInPhase, QuarterCount
from reporting.figures import FigureRow, FigureTable, ShownFigure
from reporting.results import Outcome, ResultRow, ResultStanding
from reporting.tracks import count

AALTEN = Place("Aalten", "GM0197")
BERKELLAND = Place("Berkelland", "GM1859")
NOTHING = PartialSum(Decimal(0), 0, 0)


def make_state(light: Light | None = Light.GREEN, **fields: object) -> State:
    """A state of the round; orange and red are explained."""
    worry = {
        "cause": "Te weinig mensen.",
        "consequence": "Het duurt langer.",
        "remedy": "Een collega springt bij.",
    }
    unworried = dict.fromkeys(worry, "")
    return State(
        **{
            "phase": Phase.RUNNING,
            "light": light,
            "note": "Het loopt.",
            "waits_for": "",
            "as_of": None,
            "reported_on": date(2025, 9, 12),
        }
        | (worry if light in (Light.ORANGE, Light.RED) else unworried)
        | fields
    )


def make_track(
    place: Place | None = AALTEN, state: State | None = None, **fields: object
) -> Track:
    owner = place.name if place else "coördinator uitvoeringsplan"
    return Track(place=place, state=state, **({"owner": owner} | fields))


def make_action(code: str = "1.1", **fields: object) -> ActionInfo:
    return ActionInfo(
        **{
            "code": code,
            "title": "Meldroute vaststellen",
            "scope": Scope.LOCAL,
            "lead": "",
            "is_priority": False,
            "period": Period(),
        }
        | fields
    )


def make_row(
    *states: State | None,
    action: ActionInfo | None = None,
    places: tuple[Place, ...] = (AALTEN, BERKELLAND),
) -> ActionRow:
    """A local action with a state for each place; None is geen opgave."""
    tracks = zip(places, states, strict=True)
    return ActionRow(
        action or make_action(), tuple(make_track(*track) for track in tracks)
    )


def make_shared_row(state: State | None = None, **fields: object) -> ActionRow:
    """A joint action with its one track."""
    action = make_action(
        **{
            "code": "1.2",
            "title": "Kader voor informatie delen",
            "scope": Scope.JOINT,
            "lead": "coördinator uitvoeringsplan",
        }
        | fields
    )
    return ActionRow(action, (make_track(None, state),))


def make_line(*rows: ActionRow, number: int = 1, **fields: object) -> LineSection:
    """An action line with one objective."""
    entries = [Entry(row.action, track) for row in rows for track in row.tracks]
    objective = ObjectiveSection(
        **{
            "number": number,
            "title": "Professionals signaleren",
            "is_ongoing": True,
            "period": Period(),
            "rows": rows,
        }
    )
    return LineSection(
        **{
            "number": number,
            "title": "Eerder in beeld",
            "totals": count(entry.track for entry in entries),
            "objectives": (objective,),
            "worries": tuple(
                entry
                for entry in entries
                if entry.track.state and entry.track.state.is_worrying
            ),
        }
        | fields
    )


def make_report(*rows: ActionRow, **fields: object) -> Report:
    """The regional edition with these rows in one action line."""
    places = tuple(
        fields.pop("places", None)
        or dict.fromkeys(
            track.place for row in rows for track in row.tracks if track.place
        )
    )
    entries = [Entry(row.action, track) for row in rows for track in row.tracks]
    return Report(
        **{
            "region": "Achterhoek",
            "plan_title": "Uitvoeringsplan",
            "quarter": Quarter(2025, 3),
            "as_of": date(2025, 9, 30),
            "fresh_since": date(2025, 9, 1),
            "is_closed": True,
            "is_demo": False,
            "driehoek_on": None,
            "municipality": None,
            "municipalities": places,
            "totals": count(entry.track for entry in entries),
            "attention": find_attention(entries),
            "silences": find_silences(entries),
            "lines": (make_line(*rows),) if rows else (),
            "shared": tuple(e for e in entries if not e.action.is_local),
            "sections": tuple(_section(place, entries) for place in places),
            "milestones": (),
            "finances": make_finances(),
            "risks": (),
            "comparison": None,
        }
        | fields
    )


def make_municipal_report(*rows: ActionRow, **fields: object) -> Report:
    """The edition of Aalten."""
    report = make_report(*rows, **fields)
    totals = report.sections[0].totals if report.sections else report.totals
    shared = count(entry.track for entry in report.shared)
    return replace(
        report,
        municipality=AALTEN,
        totals=totals,
        comparison=Comparison(own=totals, all_municipalities=totals, shared=shared),
    )


def _section(place: Place, entries: list[Entry]) -> MunicipalitySection:
    own = tuple(entry for entry in entries if entry.track.place == place)
    return MunicipalitySection(place, count(entry.track for entry in own), own)


def make_finances(*rows: BudgetRow, **fields: object) -> Finances:
    return Finances(
        **{
            "rows": rows,
            "sources": (),
            "budgeted": add_up(row.amount for row in rows),
            "covered": add_up(row.covered for row in rows),
            "uncovered": add_up(row.uncovered for row in rows),
        }
        | dict.fromkeys(("allotted", "committed", "spent", "forecast"), NOTHING)
        | fields
    )


def make_budget_row(amount: int | None = 20000, **fields: object) -> BudgetRow:
    known = None if amount is None else Decimal(amount)
    return BudgetRow(
        **{
            "objective_number": 2,
            "action_code": "",
            "title": "Training voor toezichthouders",
            "kind": BudgetLine.Kind.ESTIMATE,
            "amount": known,
            "url": "",
            "is_free": None,
            "fundings": (),
            "shares": (),
            "covered": None,
            "uncovered": None,
        }
        | dict.fromkeys(("allotted", "committed", "spent", "forecast"), NOTHING)
        | fields
    )


def make_figures(*, place: str = "Aalten", **fields: object) -> FigureTable:
    """Two quarters: a small number, one that is missing, and a total not shown."""
    quarters = (Quarter(2025, 2), Quarter(2025, 3))
    return FigureTable(
        **{
            "source": "Veilig Thuis",
            "title": "Meldingen",
            "note": "",
            "quarters": quarters,
            "rows": (
                FigureRow(place, (None, ShownFigure(5, True))),
                FigureRow("", (ShownFigure(20, False), ShownFigure(None, False))),
            ),
            "as_of": date(2025, 10, 1),
            "highest_small": 4,
            "rounded_to": 5,
            "hides_total": True,
        }
        | fields
    )


def make_quarter(number: int, **tracks: int) -> QuarterCount:
    """A quarter of 2025 with that many tracks in each phase, and one not reported."""
    quarter = Quarter(2025, number)
    counts = (CountInPhase(phase, tracks.get(phase, 0)) for phase in Phase)
    return QuarterCount(quarter, quarter.last_day, (*counts, CountInPhase(None, 1)))


def make_result(*outcomes: Outcome | None, code: str = "1.1", **fields: object):
    """A result as judged in as many municipalities."""
    places = ("Aalten", "Berkelland", "Bronckhorst")
    standings = map(ResultStanding, places, outcomes)
    return ResultRow(
        **{"code": code, "description": "Er is een meldroute."}
        | {"standings": tuple(standings)}
        | fields
    )


def make_milestone(*standings: MilestoneStanding, **fields: object) -> MilestoneRow:
    return MilestoneRow(
        **{
            "objective_number": 4,
            "action_code": "",
            "title": "Interne meldroute",
            "due": Period.parse("Q4 2024"),
            "is_per_municipality": True,
            "standings": standings,
        }
        | fields
    )


def make_standing(place: str = "Aalten", **fields: object) -> MilestoneStanding:
    return MilestoneStanding(
        **{
            "place": place,
            "due": Period.parse("Q4 2024"),
            "completed_on": None,
            "is_late": False,
            "postponements": 0,
            "note": "",
        }
        | fields
    )
