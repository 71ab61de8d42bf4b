"""Read what the plan costs and who pays, and add up what is known of it."""

from collections.abc import Iterable
from decimal import Decimal

from actions.models import BudgetLine, BudgetShare, Funding, Plan
from municipalities.models import Municipality

from .data import (
    BudgetRow,
    Finances,
    FundingRow,
    PartialSum,
    ShareRow,
    SourceTotal,
)


def read_finances(plan: Plan, municipality: Municipality | None = None) -> Finances:
    """Read the budget of a plan; with a municipality, only that one's shares."""
    lines = (
        BudgetLine.objects.of_plan(plan)
        .select_related("objective", "action")
        .prefetch_related("fundings__payer", "shares__municipality")
    )
    rows = tuple(_row(line, municipality) for line in lines)
    money = [row for row in rows if row.is_money]
    return Finances(
        rows=rows,
        sources=tuple(_sources(rows)),
        budgeted=add_up(row.amount for row in money),
        covered=add_up(row.covered for row in money),
        uncovered=add_up(row.uncovered for row in money),
        allotted=_join(row.allotted for row in money),
        committed=_join(row.committed for row in money),
        spent=_join(row.spent for row in money),
        forecast=_join(row.forecast for row in money),
    )


def add_up(amounts: Iterable[Decimal | None]) -> PartialSum:
    """Add up what is known, and count what is not."""
    amounts = tuple(amounts)
    known = [amount for amount in amounts if amount is not None]
    return PartialSum(sum(known, Decimal(0)), len(known), len(amounts))


def _join(sums: Iterable[PartialSum]) -> PartialSum:
    sums = tuple(sums)
    return PartialSum(
        sum((part.amount for part in sums), Decimal(0)),
        sum(part.known for part in sums),
        sum(part.parts for part in sums),
    )


def _row(line: BudgetLine, municipality: Municipality | None) -> BudgetRow:
    fundings = tuple(
        FundingRow(
            source=Funding.Source(funding.source),
            payer=str(funding.payer or ""),
            amount=funding.amount,
            state=Funding.State(funding.state),
        )
        for funding in line.fundings.all()
    )
    shares = tuple(
        _share(share)
        for share in line.shares.all()
        if municipality in (None, share.municipality)
    )
    covered = _covered(line.amount, fundings)
    return BudgetRow(
        objective_number=line.objective.number if line.objective else None,
        action_code=f"{line.objective.number}.{line.action.number}"
        if line.objective and line.action
        else "",
        title=line.title,
        kind=BudgetLine.Kind(line.kind),
        amount=line.amount,
        url=line.url,
        is_free=line.is_free,
        fundings=fundings,
        shares=shares,
        covered=covered,
        uncovered=None
        if line.amount is None or covered is None
        else max(line.amount - covered, Decimal(0)),
        allotted=add_up(share.budgeted for share in shares),
        committed=add_up(share.committed for share in shares),
        spent=add_up(share.spent for share in shares),
        forecast=add_up(share.forecast for share in shares),
    )


def _share(share: BudgetShare) -> ShareRow:
    return ShareRow(
        municipality=share.municipality.name,
        budgeted=share.budgeted,
        committed=share.committed,
        spent=share.spent,
        forecast=share.forecast,
    )


def _covered(
    budgeted: Decimal | None, fundings: Iterable[FundingRow]
) -> Decimal | None:
    """What is certain to be paid; None when that cannot be known.

    It cannot when a certain source has no known amount, nor when nothing is certain
    while the budgeted amount is unknown too.
    """
    certain = [
        funding.amount for funding in fundings if funding.state == Funding.State.COVERED
    ]
    known = [amount for amount in certain if amount is not None]
    if len(known) < len(certain) or (budgeted is None and not known):
        return None
    return sum(known, Decimal(0))


def _sources(rows: Iterable[BudgetRow]) -> Iterable[SourceTotal]:
    found: dict[tuple[str, str], list[FundingRow]] = {}
    for row in rows:
        for funding in row.fundings:
            found.setdefault((funding.source, funding.state), []).append(funding)
    for source in Funding.Source:
        for state in Funding.State:
            if fundings := found.get((source, state)):
                payers = dict.fromkeys(f.payer for f in fundings if f.payer)
                yield SourceTotal(
                    source=source,
                    state=state,
                    payers=tuple(payers),
                    amount=add_up(funding.amount for funding in fundings),
                )
