"""What a coordinator can leave out of a report: each text once, wherever it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from municipalities.euros import euro
from reporting.data import (
    BudgetRow,
    MilestoneRow,
    MilestoneStanding,
    Report,
    RiskRow,
    Track,
)
from reporting.figures import FigureTable
from reporting.narrative import AmendmentRow, DecisionRow

from .kinds import Kind
from .texts import Found, find_texts


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, a budget line or a table of figures, and where it stands.

    The key is the same in each report that says the same, so that what was chosen once
    can be proposed again.
    """

    kind: Kind
    key: str
    text: str
    where: tuple[str, ...]


def find_passages(report: Report) -> tuple[Passage, ...]:
    """All that can be left out, in the order in which the report tells it."""
    places: dict[tuple[Kind, str], dict[str, None]] = {}
    texts: dict[tuple[Kind, str], str] = {}
    for kind, name, text, where in _all(report):
        same = kind, key_of(kind, name)
        texts.setdefault(same, text)
        places.setdefault(same, {})[where] = None
    return tuple(
        Passage(kind, key, text, tuple(places[kind, key]))
        for (kind, key), text in texts.items()
    )


def key_of(kind: Kind, name: str) -> str:
    """What tells a passage from others of its kind; white space and case do not."""
    return sha256(f"{kind}\n{plain(name)}".encode()).hexdigest()[:32]


def plain(text: str) -> str:
    """A text without what a reader does not see."""
    return " ".join(text.split()).casefold()


def key_of_line(row: BudgetRow) -> str:
    """The key of the amounts of a budget line."""
    return key_of(Kind.MONEY, _name_of_line(row))


def key_of_table(table: FigureTable) -> str:
    """The key of a table of figures."""
    return key_of(Kind.FIGURES, _name_of_table(table))


def public_names(report: Report) -> frozenset[str]:
    """Names that are no person's: of municipalities."""
    return frozenset(plain(place.name) for place in report.municipalities)


def _all(report: Report) -> Iterator[tuple[Kind, str, str, str]]:
    """Kind, what the key is made of, the text, and where it stands."""
    public = public_names(report)
    for found in find_texts(report):
        kind = found.written.kind
        is_of_table = kind == Kind.FIGURES  # its words go with its numbers
        if not is_of_table and not (kind == Kind.NAME and plain(found.text) in public):
            yield kind, found.text, found.text, _where(found)
    for row in report.finances.rows:
        if has_amounts(row):
            yield Kind.MONEY, _name_of_line(row), _told(row), row.title
    for table in report.figures:
        yield Kind.FIGURES, _name_of_table(table), table.title, table.source


def has_amounts(row: BudgetRow) -> bool:
    """Whether a budget line says how much something is."""
    amounts = [row.amount, *(each.amount for each in row.fundings)]
    return bool(row.shares) or any(amount is not None for amount in amounts)


def _name_of_line(row: BudgetRow) -> str:
    return f"{row.objective_number} {row.action_code} {row.title}"


def _name_of_table(table: FigureTable) -> str:
    return f"{table.source} {table.title}"


def _told(row: BudgetRow) -> str:
    amount = "bedrag onbekend" if row.amount is None else euro(row.amount)
    count = len(row.shares)
    if not count:
        return amount
    return f"{amount}, en {count} {'aandeel' if count == 1 else 'aandelen'}"


def _where(found: Found) -> str:
    """In what a text stands, as a reader would look for it."""
    parts = [found.written.label, *_names(found.within)]
    return " · ".join(dict.fromkeys(filter(None, parts)))


def _names(within: Iterable[Any]) -> Iterator[str]:
    for each in within:
        if action := getattr(each, "action", None):
            yield f"{action.code} {action.title}"
        if isinstance(each, Track):
            yield each.owner
        elif isinstance(each, MilestoneRow | RiskRow | DecisionRow):
            yield each.title
        elif isinstance(each, MilestoneStanding):
            yield each.place
        elif isinstance(each, AmendmentRow):
            yield f"geldig vanaf {each.valid_from:%d-%m-%Y}"
