"""A table of typed cells under named columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from django.utils.text import slugify

Cell = str | int | Decimal | date | None
"""A text, a number, an amount in euros, a day, or nothing."""

NO_XML = re.compile("[^\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML cannot hold: control characters, and halves of a pair."""


@dataclass(frozen=True, slots=True)
class Column:
    """The name of a column, and how wide it is in characters."""

    name: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its title is the name of a sheet, so at most 31 characters long."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(
        cls, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
    ) -> Self:
        """A table of which every text and name can be written in any file."""
        return cls(
            title,
            tuple(Column(plain_text(each.name), each.width) for each in columns),
            tuple(tuple(map(_writable, row)) for row in rows),
        )

    @property
    def key(self) -> str:
        """Its title as a part of the name of a file."""
        return slugify(self.title)


def plain_text(text: str) -> str:
    """A text as people see it: line ends of one kind, no control signs.

    A tab is a space: it is a border between cells to some programs, nothing to others.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return NO_XML.sub("", text)


def _writable(cell: Cell) -> Cell:
    return plain_text(cell) if isinstance(cell, str) else cell
