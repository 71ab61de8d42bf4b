"""A period is written in few ways, and printed as the plan prints it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.periods import Period, Quarter

# Years of four digits, as they are written.
days = st.dates(min_value=date(1000, 1, 1))
years = st.integers(1000, 9999)
quarters = st.builds(Quarter, years, st.integers(1, 4))


@given(years)
def test_a_year_prints_to_a_text_that_is_read_back(year):
    period = Period(date(year, 1, 1), date(year, 12, 31))

    assert Period.parse(str(period)) == period


@given(quarters)
def test_a_quarter_prints_to_texts_that_are_read_back(quarter):
    period = Period(quarter.first_day, quarter.last_day)

    assert Quarter.parse(str(quarter)) == Quarter.parse(quarter.code) == quarter
    assert Period.parse(str(quarter)) == Period.parse(quarter.code) == period
    assert str(period) == str(quarter)


@given(days)
def test_a_day_written_as_a_date_is_a_period_of_one_day(day):
    assert Period.parse(day.isoformat()) == Period(day, day)


@given(days, days)
def test_two_days_are_a_period_when_they_are_in_order(one, other):
    first, last = sorted([one, other])

    assert Period.parse(f"{first}/{last}") == Period(first, last)
    if first != last:
        with pytest.raises(ValueError, match="de laatste dag ligt voor de eerste"):
            Period.parse(f"{last}/{first}")


@given(days)
def test_every_day_falls_within_its_quarter(day):
    quarter = Quarter.of(day)

    assert quarter.first_day <= day <= quarter.last_day


@pytest.mark.parametrize(
    ("period", "printed"),
    [
        (Period(), ""),
        (Period(date(2025, 9, 30), date(2025, 9, 30)), "30-9-2025"),
        (Period(date(2025, 7, 1), date(2025, 9, 30)), "Q3 2025"),
        (Period(date(2025, 1, 1), date(2025, 12, 31)), "2025"),
        (Period(date(2025, 1, 1), None), "vanaf 1-1-2025"),
        (Period(None, date(2025, 6, 30)), "tot en met 30-6-2025"),
        (
            Period(date(2025, 1, 1), date(2025, 6, 30)),
            "1-1-2025 tot en met 30-6-2025",
        ),
    ],
)
def test_a_period_prints_as_short_as_it_can(period, printed):
    assert str(period) == printed
    assert bool(period) == bool(printed)


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "herfst", "q3 2025", "Q5 2025", "2025-Q0", "2025-13-01", "1-1-2025"),
        *("0000", "0025", "Q3 0000", "0000-Q3", "0000-01-01", "0000-01-01/2025-01-01"),
    ],
)
def test_what_is_no_period_is_refused_with_what_was_expected(text):
    with pytest.raises(ValueError, match=r"is geen (periode; schrijf|kwartaal, zoals)"):
        Period.parse(text)
