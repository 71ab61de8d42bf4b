"""How a number is shown: 0 as it is, a small one as "<5", any other rounded."""

from collections.abc import Iterator
from dataclasses import dataclass

SMALLEST_THRESHOLD = 3
"""With less, "<2" would be one number."""


class UnusableRule(Exception):
    """With these numbers small ones would not be hidden; says what was expected."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way in which numbers are shown, and the first and last number shown so.

    `amount` is what is shown: the threshold where `is_small`, as in "<5".
    """

    amount: int
    is_small: bool
    lowest: int
    highest: int

    def __contains__(self, value: int) -> bool:
        return self.lowest <= value <= self.highest


@dataclass(frozen=True, slots=True)
class Rule:
    """Numbers under `threshold` are small; others are rounded to `base`, halves up.

    Raises UnusableRule, with what was expected, for numbers that hide nothing.
    """

    threshold: int = 5
    base: int = 5

    def __post_init__(self) -> None:
        if self.threshold < SMALLEST_THRESHOLD:
            raise UnusableRule(f"a threshold of {SMALLEST_THRESHOLD} or more")
        if self.base < 1:
            raise UnusableRule("a base of 1 or more")
        if self.of(self.threshold).amount < self.threshold:
            raise UnusableRule("a threshold that is not itself rounded down")

    def of(self, value: int) -> Outcome:
        """How a number of 0 or more is shown."""
        if value == 0:
            return Outcome(0, False, 0, 0)
        if value < self.threshold:
            return Outcome(self.threshold, True, 1, self.threshold - 1)
        half = self.base // 2
        amount = (value + half) // self.base * self.base
        lowest = max(amount - half, self.threshold)
        return Outcome(amount, False, lowest, amount - half + self.base - 1)

    def outcomes(self, lowest: int, highest: int) -> Iterator[Outcome]:
        """Every way in which a number from `lowest` to `highest` is shown, in order."""
        value = lowest
        while value <= highest:
            outcome = self.of(value)
            yield outcome
            value = outcome.highest + 1
