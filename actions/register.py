"""The register of changes as it is read: decision by decision, row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from municipalities.word_changes import Piece, is_replacement, word_changes

from .models import Amendment, AmendmentLine

ON_A_LINE = 40
"""Characters of a value that fit beside the name of its row."""


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One field: what it said and says now, word by word."""

    label: str
    new_text: str
    pieces: tuple[Piece, ...]

    @property
    def is_replaced(self) -> bool:
        """Whether one text came in the place of another, with nothing kept."""
        return is_replacement(self.pieces)


@dataclass(frozen=True, slots=True)
class RowEntry:
    """One row that an amendment added, changed or removed, with where it is shown."""

    subject: str
    kind: AmendmentLine.Kind
    url: str
    fields: tuple[FieldEntry, ...]

    @property
    def is_short(self) -> bool:
        """Whether all of it fits on a line: one value, such as an amount."""
        words = [piece.text for field in self.fields for piece in field.pieces]
        return len(self.fields) == 1 and len("".join(words)) <= ON_A_LINE


@dataclass(frozen=True, slots=True)
class Entry:
    """One amendment with all that it changed."""

    amendment: Amendment
    rows: tuple[RowEntry, ...]


def read_entries(amendments: Iterable[Amendment]) -> list[Entry]:
    """Amendments that have their lines, ready to be shown."""
    return [
        Entry(amendment, tuple(_rows(amendment.lines.all())))
        for amendment in amendments
    ]


def _rows(lines: Iterable[AmendmentLine]) -> Iterator[RowEntry]:
    of_rows = groupby(lines, key=lambda line: (line.model_name, line.row_pk))
    for _, group in of_rows:
        of_row = list(group)
        first = of_row[0]
        page = first.action or first.objective
        yield RowEntry(
            subject=first.subject,
            kind=AmendmentLine.Kind(first.kind),
            url=page.get_absolute_url() if page else "",
            fields=tuple(
                FieldEntry(
                    label=line.label,
                    new_text=line.new_text,
                    pieces=word_changes(line.old_text, line.new_text),
                )
                for line in of_row
            ),
        )
