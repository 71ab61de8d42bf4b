from datetime import date

import pytest

from actions.models import Phase
from actions.periods import Quarter
from reporting.development import MOST, CountInPhase, read_quarters
from tests.factories import report

from .conftest import at

pytestmark = pytest.mark.usefixtures("since_january")


def counted(plan, quarter: Quarter, as_of: date) -> list[tuple[Quarter, int, int]]:
    """Of each quarter, how many tracks were running and how many not reported."""
    return [
        (
            found.quarter,
            sum(each.tracks for each in found.counts if each.phase == Phase.RUNNING),
            sum(each.tracks for each in found.counts if each.phase is None),
        )
        for found in read_quarters(plan, quarter, as_of=as_of)
    ]


def test_each_quarter_counts_what_was_reported_by_its_end(plan, track, officer):
    report(track, officer, phase=Phase.NOT_STARTED, now=at(2025, 3, 1))
    report(track, officer, phase=Phase.RUNNING, now=at(2025, 8, 1))

    found = counted(plan, Quarter(2025, 3), date(2025, 9, 30))

    assert [(quarter.number, running) for quarter, running, _ in found] == [
        (1, 0),
        (2, 0),
        (3, 1),
    ]


def test_it_ends_with_the_quarter_of_the_report(plan, track, officer):
    report(track, officer, phase=Phase.RUNNING, now=at(2025, 3, 1))

    later = read_quarters(plan, Quarter(2025, 2), as_of=date(2025, 7, 10))
    sooner = read_quarters(plan, Quarter(2025, 2), as_of=date(2025, 5, 10))

    assert [found.day for found in later] == [date(2025, 3, 31), date(2025, 6, 30)]
    assert sooner[-1].day == date(2025, 5, 10)


def test_no_more_quarters_than_fit(plan, track, officer):
    report(track, officer, phase=Phase.RUNNING, now=at(2025, 3, 1))

    found = read_quarters(plan, Quarter(2027, 4), as_of=date(2027, 12, 31))

    assert len(found) == MOST
    assert found[-1].quarter == Quarter(2027, 4)


def test_every_phase_is_counted_also_where_there_is_none(plan, track, officer):
    report(track, officer, phase=Phase.RUNNING, now=at(2025, 8, 1))

    (found,) = read_quarters(plan, Quarter(2025, 3), as_of=date(2025, 9, 30))

    assert [each.phase for each in found.counts] == [*Phase, None]
    assert CountInPhase(Phase.DONE, 0) in found.counts
