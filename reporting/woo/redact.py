"""The content of a report without what is not public: what is left out is not there.

Pure: it reads nothing but the content and what was chosen. A text that was left out is
taken away wherever it stands, also as a part of another text; sums are added up again
without the amounts that were left out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from reporting.data import Report
from reporting.figures import FigureTable

from .choices import Choices
from .eraser import Eraser
from .grounds import Ground
from .kinds import Kind
from .money import hidden_amounts, redact_finances
from .notice import PublicNotice, Withheld
from .passages import Passage, find_passages, key_of_table
from .texts import rewrite


def redact(report: Report, choices: Choices, *, number: int, made_on: date) -> Report:
    """The public edition of a report, with a list of what was left out."""
    passages = find_passages(report)
    grounds = {
        passage: ground
        for passage in passages
        if (ground := choices.of(passage).ground)
    }
    lines = _of_kind(Kind.MONEY, grounds)
    tables = _of_kind(Kind.FIGURES, grounds)
    eraser = Eraser(report, grounds, hidden_amounts(report.finances, lines))
    public = replace(
        report,
        finances=redact_finances(report.finances, lines),
        figures=tuple(
            _without_numbers(table, tables.get(key_of_table(table)))
            for table in report.figures
        ),
    )
    notice = PublicNotice(number, made_on, tuple(_told(grounds, choices, eraser)))
    return replace(rewrite(public, eraser.change), public=notice)


def _of_kind(kind: Kind, grounds: Mapping[Passage, Ground]) -> dict[str, Ground]:
    return {
        passage.key: ground
        for passage, ground in grounds.items()
        if passage.kind == kind
    }


def _without_numbers(table: FigureTable, ground: Ground | None) -> FigureTable:
    if ground is None:
        return table
    return replace(table, rows=(), note="", hides_total=False, withheld=ground.words)


def _told(
    grounds: Mapping[Passage, Ground], choices: Choices, eraser: Eraser
) -> Iterator[Withheld]:
    """What was left out, by kind and ground; an explanation tells nothing of it."""
    counts = Counter(
        (passage.kind, ground, eraser.erase(choices.of(passage).explanation))
        for passage, ground in grounds.items()
    )
    kinds, known = list(Kind), list(Ground)
    for kind, ground, why in sorted(
        counts, key=lambda row: (kinds.index(row[0]), known.index(row[1]), row[2])
    ):
        yield Withheld(kind, ground, counts[kind, ground, why], why)
