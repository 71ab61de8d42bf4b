"""Which tables a report gives, in the order in which it tells them."""

from collections.abc import Iterator

from reporting.data import Report

from .about import about
from .figures import figures
from .money import fundings, lines, shares
from .narrative import amendments, changes, decisions
from .not_public import not_public
from .plan import milestones, results, risks
from .progress import development, matrix, standings
from .table import Table


def tabulate(report: Report) -> tuple[Table, ...]:
    """The tables of a report, without those that have no rows.

    Pure: nothing is read but the content. Numbers of partners stay hidden as they are
    in the report, for the content holds nothing else.
    """
    return tuple(table for table in _tables(report) if table.rows)


def _tables(report: Report) -> Iterator[Table]:
    yield about(report)
    yield matrix(report)
    yield standings(report)
    yield development(report)
    yield changes(report)
    yield decisions(report)
    yield results(report)
    yield milestones(report)
    yield lines(report)
    yield fundings(report)
    yield shares(report)
    yield risks(report)
    yield figures(report)
    yield amendments(report)
    yield not_public(report)
