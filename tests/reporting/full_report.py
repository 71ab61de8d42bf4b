"""A report with something in every section."""

from datetime import date
from decimal import Decimal

from actions.coverage import SourceTotal
from actions.models import BudgetLine, Funding, Light
from actions.sums import add_up
from reporting.data import FundingRow, Place, Report, RiskRow, ShareRow
from reporting.results import Outcome, ResultStanding

from .content import (
    make_action,
    make_budget_row,
    make_figures,
    make_finances,
    make_milestone,
    make_municipal_report,
    make_quarter,
    make_report,
    make_result,
    make_row,
    make_shared_row,
    make_standing,
    make_state,
)


def make_full_report(text: str, *, url: str = "", is_municipal: bool = False) -> Report:
    """A report with this text in every place where somebody can type."""
    place = Place(text[:100], "GM0197")
    red = make_state(
        Light.RED,
        note=text,
        cause=text,
        consequence=text,
        remedy=text,
        waits_for=text[:150],
        as_of=date(2025, 9, 12),
    )
    action = make_action(title=text[:120], is_priority=True)
    share = ShareRow(place.name, Decimal(2500), None, Decimal(0), Decimal("2500.50"))
    spent = add_up([share.spent])
    budget_row = make_budget_row(
        title=text[:200],
        url=url,
        fundings=(
            FundingRow(Funding.Source.DU_VO, text[:150], None, Funding.State.COVERED),
        ),
        shares=(share,),
        allotted=add_up([share.budgeted]),
        spent=spent,
        committed=add_up([share.committed]),
        forecast=add_up([share.forecast]),
    )
    resource = make_budget_row(
        None, title=text[:200], url=url, kind=BudgetLine.Kind.RESOURCE, is_free=True
    )
    make = make_municipal_report if is_municipal else make_report
    return make(
        make_row(red, action=action, places=(place,)),
        make_shared_row(red, title=text[:120], lead=text[:100]),
        make_row(None, action=make_action("1.3", title=text[:120]), places=(place,)),
        plan_title=text[:200],
        region=text[:100],
        is_demo=True,
        is_closed=False,
        driehoek_on=date(2025, 10, 29),
        milestones=(
            make_milestone(
                make_standing(place.name, is_late=True, postponements=2, note=text),
                title=text[:200],
            ),
        ),
        finances=make_finances(
            budget_row,
            resource,
            spent=spent,
            sources=(
                SourceTotal(
                    Funding.Source.DU_VO,
                    Funding.State.COVERED,
                    (text[:150],),
                    add_up([None]),
                ),
            ),
        ),
        risks=(RiskRow(2, "", text[:200], 3, 2, text, text[:100]),),
        results=(
            make_result(Outcome.REACHED, description=text),
            make_result(standings=(ResultStanding("", None),), code="1.2"),
        ),
        quarters=() if is_municipal else (make_quarter(2), make_quarter(3)),
        figures=(make_figures(title=text[:120], note=text, place=text[:100]),),
    )
