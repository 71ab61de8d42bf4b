"""A report of which every text is a word, and every amount a number, of its own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

from actions.coverage import total_sources
from actions.models import BudgetLine, Funding, Light, Phase
from actions.periods import Quarter
from actions.sums import add_up
from reporting.data import BudgetRow, FundingRow, Report, RiskRow, ShareRow, State
from reporting.figures import FigureRow, FigureTable, ShownFigure
from reporting.models import DecisionRequest
from reporting.narrative import (
    AmendmentRow,
    DecisionRow,
    Imprint,
    Move,
    Named,
    SinceLast,
)

from ..content import (
    AALTEN,
    BERKELLAND,
    make_action,
    make_budget_row,
    make_finances,
    make_milestone,
    make_report,
    make_row,
    make_shared_row,
    make_standing,
    make_state,
    make_track,
)

DAY = date(2025, 7, 10)


class Words:
    """Words that stand nowhere else, and amounts and numbers likewise."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def __call__(self) -> str:
        return f"merk{next(self._numbers):03d}woord"

    def amount(self) -> Decimal:
        return Decimal(70_000 + 137 * next(self._numbers))


def make_marked_report() -> Report:
    """The regional edition, with something in every field that people write in."""
    word = Words()
    lead = word()
    late = replace(_state(word), reported_on=DAY)
    silent = replace(
        make_track(BERKELLAND, None, last_known=_state(word), late=late),
    )
    local = make_row(_state(word), _state(word, Light.ORANGE))
    quiet = replace(
        make_row(_state(word), None, action=make_action("1.3")),
        tracks=(make_track(AALTEN, _state(word)), silent),
    )
    shared = make_shared_row(_state(word), lead=lead)
    shared = replace(shared, tracks=(replace(shared.tracks[0], owner=lead),))
    lines = tuple(_budget_row(word, number) for number in (1, 2, 3))
    return replace(
        make_report(local, shared, quiet),
        summary=word(),
        outlook=word(),
        not_accepted=(lead, "Aalten"),
        requests=(_decision(word),),
        earlier_requests=(_decision(word),),
        since=_since(word, lead),
        imprint=Imprint(2, word(), 3, DAY),
        milestones=(
            make_milestone(
                make_standing(note=word(), is_late=True),
                make_standing("Berkelland", note=word()),
            ),
        ),
        risks=tuple(RiskRow(2, "", word(), 3, 2, word(), word()) for _ in range(2)),
        finances=make_finances(
            *lines,
            sources=total_sources(each for row in lines for each in row.fundings),
            **{
                name: add_up(
                    getattr(share, name) for row in lines for share in row.shares
                )
                for name in ("committed", "spent", "forecast")
            },
            allotted=add_up(share.budgeted for row in lines for share in row.shares),
        ),
        figures=tuple(_figures(word, title) for title in ("Meldingen", "Controles")),
    )


def _state(word: Words, light: Light = Light.RED) -> State:
    return make_state(
        light,
        note=word(),
        cause=word(),
        consequence=word(),
        remedy=word(),
        waits_for=word(),
    )


def _decision(word: Words) -> DecisionRow:
    partly = DecisionRequest.Outcome.PARTLY
    quarter = Quarter(2025, 2)
    return DecisionRow(quarter, word(), word(), word(), DAY, DAY, partly, word())


def _since(word: Words, owner: str) -> SinceLast:
    move = Move("1.2", "Kader", owner, Phase.RUNNING, Light.GREEN, Phase.DONE, None)
    return SinceLast(
        Quarter(2025, 2),
        DAY,
        (move,),
        (move,),
        (Named("1.2", "Kader", (owner,)),),
        (replace(move, phase_now=None),),
        (AmendmentRow(word(), DAY, word(), ("Actie 1.2",)),),
    )


def _budget_row(word: Words, number: int) -> BudgetRow:
    shares = tuple(
        ShareRow(name, *(word.amount() for _ in range(4)))
        for name in ("Aalten", "Berkelland")
    )
    covered = Funding.State.COVERED
    fundings = (FundingRow(Funding.Source.DU_VO, word(), word.amount(), covered),)
    return replace(
        make_budget_row(
            title=f"Post {number}", kind=BudgetLine.Kind.ESTIMATE, fundings=fundings
        ),
        amount=word.amount(),
        covered=word.amount(),
        uncovered=word.amount(),
        shares=shares,
        allotted=add_up(share.budgeted for share in shares),
        committed=add_up(share.committed for share in shares),
        spent=add_up(share.spent for share in shares),
        forecast=add_up(share.forecast for share in shares),
    )


def _figures(word: Words, title: str) -> FigureTable:
    return FigureTable(
        source="Veilig Thuis",
        title=title,
        note=word(),
        quarters=(Quarter(2025, 3),),
        rows=(FigureRow("Aalten", (ShownFigure(int(word.amount()), False),)),),
        as_of=DAY,
        highest_small=4,
        rounded_to=5,
        hides_total=False,
    )
