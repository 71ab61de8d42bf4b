"""Read what the plan costs and who pays, and add up what is known of it."""

from actions.coverage import Coverage, total_sources
from actions.models import BudgetLine, BudgetShare, Funding, Plan
from actions.sums import add_up, join_sums
from municipalities.models import Municipality

from .data import BudgetRow, Finances, FundingRow, ShareRow


def read_finances(plan: Plan, municipality: Municipality | None = None) -> Finances:
    """Read the budget of a plan; with a municipality, only that one's shares."""
    lines = BudgetLine.objects.of_plan(plan).with_money()
    rows = tuple(_row(line, municipality) for line in lines)
    money = [row for row in rows if row.is_money]
    return Finances(
        rows=rows,
        sources=total_sources(funding for row in rows for funding in row.fundings),
        budgeted=add_up(row.amount for row in money),
        covered=add_up(row.covered for row in money),
        uncovered=add_up(row.uncovered for row in money),
        allotted=join_sums(row.allotted for row in money),
        committed=join_sums(row.committed for row in money),
        spent=join_sums(row.spent for row in money),
        forecast=join_sums(row.forecast for row in money),
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
    coverage = Coverage.of(line.amount, fundings)
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
        covered=coverage.covered,
        uncovered=coverage.uncovered,
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
