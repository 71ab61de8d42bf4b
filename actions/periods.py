"""Periods as the plan writes them: a year, a quarter, a day, or from day to day.

A period is kept as its first and last day. The way it was written follows from those,
so nothing else is stored: 1 October to 31 December 2024 prints as "Q4 2024".
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

ORDINALS = {1: "1e", 2: "2e", 3: "3e", 4: "4e"}

YEAR = r"[1-9]\d{3}"
"""Four digits; 0000 is no year, and 0025 a slip of the pen."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter in which a day falls."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2025-Q3" or "Q3 2025".

        Raises ValueError for anything else.
        """
        match = re.fullmatch(rf"({YEAR})-Q([1-4])|Q([1-4]) ({YEAR})", text.strip())
        if match is None:
            raise ValueError(f"{text!r} is geen kwartaal, zoals 2025-Q3")
        year, number = (
            match.group(1) or match.group(4),
            match.group(2) or match.group(3),
        )
        return cls(int(year), int(number))

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        month = self.number * 3
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def next(self) -> Self:
        """The quarter after this one."""
        year, index = divmod(self.year * 4 + self.number, 4)
        return type(self)(year, index + 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def code(self) -> str:
        """As in addresses and commands: 2025-Q3."""
        return f"{self.year}-Q{self.number}"

    @property
    def prose(self) -> str:
        """As in running text: 3e kwartaal 2025."""
        return f"{ORDINALS[self.number]} kwartaal {self.year}"

    def __str__(self) -> str:
        return f"Q{self.number} {self.year}"


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, either of which may be unknown."""

    starts_on: date | None = None
    ends_on: date | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2025", "Q3 2025", "2025-09-30" or "2025-01-01/2025-06-30".

        Raises ValueError with what was expected when the text is none of these, or when
        the last day lies before the first.
        """
        text = text.strip()
        if re.fullmatch(YEAR, text):
            return cls(date(int(text), 1, 1), date(int(text), 12, 31))
        if "Q" in text:
            quarter = Quarter.parse(text)
            return cls(quarter.first_day, quarter.last_day)
        try:
            first, _, last = text.partition("/")
            starts_on = date.fromisoformat(first)
            ends_on = date.fromisoformat(last or first)
        except ValueError:
            raise ValueError(
                f"{text!r} is geen periode; schrijf een jaar (2025), een kwartaal"
                " (Q3 2025), een dag (2025-09-30) of twee dagen"
                " (2025-01-01/2025-06-30)"
            ) from None
        if ends_on < starts_on:
            raise ValueError(f"{text!r}: de laatste dag ligt voor de eerste")
        return cls(starts_on, ends_on)

    def __bool__(self) -> bool:
        return self.starts_on is not None or self.ends_on is not None

    def __str__(self) -> str:
        first, last = self.starts_on, self.ends_on
        if first is None:
            return f"tot en met {_day(last)}" if last else ""
        if last is None:
            return f"vanaf {_day(first)}"
        if first == last:
            return _day(first)
        if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
            return str(first.year)
        quarter = Quarter.of(first)
        if (first, last) == (quarter.first_day, quarter.last_day):
            return str(quarter)
        return f"{_day(first)} tot en met {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
