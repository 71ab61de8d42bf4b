"""Which texts of a report people wrote, and a walk along all of them.

The walk reads the types of the content, so a text is found wherever it stands: on page
1, in a chapter and in the appendix. What is neither here nor in `OF_THE_PLAN` is
refused by tests/reporting/woo/test_texts.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from actions.coverage import SourceTotal
from reporting.data import (
    ActionInfo,
    Attention,
    BudgetRow,
    FundingRow,
    LineSection,
    MilestoneRow,
    MilestoneStanding,
    ObjectiveSection,
    Place,
    Report,
    RiskRow,
    ShareRow,
    Silence,
    State,
    Track,
)
from reporting.figures import FigureRow, FigureTable
from reporting.narrative import AmendmentRow, DecisionRow, Imprint, Move, Named
from reporting.results import ResultRow, ResultStanding

from .kinds import Kind


@dataclass(frozen=True, slots=True)
class Written:
    """What is written in a field: its kind, and what it is called."""

    kind: Kind
    label: str


Field = tuple[type, str]
"""A class of the content, and the name of a field of it."""

WRITTEN: dict[Field, Written] = {
    (Report, "summary"): Written(Kind.WORDS, "Samenvatting"),
    (Report, "outlook"): Written(Kind.WORDS, "Vooruitblik"),
    (Imprint, "correction_reason"): Written(Kind.WORDS, "Reden van de correctie"),
    (State, "note"): Written(Kind.NOTE, "Toelichting"),
    (State, "cause"): Written(Kind.WORRY, "Oorzaak"),
    (State, "consequence"): Written(Kind.WORRY, "Gevolg voor het doel"),
    (State, "remedy"): Written(Kind.WORRY, "Maatregel"),
    (State, "waits_for"): Written(Kind.NAME, "Wacht op"),
    (DecisionRow, "title"): Written(Kind.DECISION, "Gevraagd besluit"),
    (DecisionRow, "reason"): Written(Kind.DECISION, "Waarom"),
    (DecisionRow, "follow_up"): Written(Kind.DECISION, "Vervolg"),
    (DecisionRow, "asked_of"): Written(Kind.NAME, "Van wie een besluit wordt gevraagd"),
    (AmendmentRow, "reason"): Written(Kind.AMENDMENT, "Reden"),
    (AmendmentRow, "decided_by"): Written(Kind.NAME, "Wie het plan wijzigde"),
    (MilestoneStanding, "note"): Written(Kind.MILESTONE, "Toelichting"),
    (RiskRow, "title"): Written(Kind.RISK, "Risico"),
    (RiskRow, "remedy"): Written(Kind.RISK, "Maatregel"),
    (RiskRow, "owner"): Written(Kind.NAME, "Eigenaar van een risico"),
    (FigureTable, "note"): Written(Kind.FIGURES, "Opmerking"),
    (FundingRow, "payer"): Written(Kind.NAME, "Betaler"),
    (SourceTotal, "payers"): Written(Kind.NAME, "Betaler"),
    (Track, "owner"): Written(Kind.NAME, "Trekker"),
    (ActionInfo, "lead"): Written(Kind.NAME, "Trekker"),
    (Silence, "owner"): Written(Kind.NAME, "Trekker"),
    (Move, "owner"): Written(Kind.NAME, "Trekker"),
    (Named, "owners"): Written(Kind.NAME, "Trekker"),
    (Report, "not_accepted"): Written(Kind.NAME, "Trekker"),
}

OF_THE_PLAN: frozenset[Field] = frozenset(
    {
        (Report, "region"),
        (Report, "plan_title"),
        (Place, "name"),
        (Place, "code"),
        (LineSection, "title"),
        (ObjectiveSection, "title"),
        (ActionInfo, "code"),
        (ActionInfo, "title"),
        (ResultRow, "code"),
        (ResultRow, "description"),
        (ResultStanding, "place"),
        (MilestoneRow, "action_code"),
        (MilestoneRow, "title"),
        (MilestoneStanding, "place"),
        (BudgetRow, "action_code"),
        (BudgetRow, "title"),
        (BudgetRow, "url"),
        (ShareRow, "municipality"),
        (RiskRow, "action_code"),
        (Attention, "places"),
        (Silence, "actions"),
        (Move, "code"),
        (Move, "title"),
        (Named, "code"),
        (Named, "title"),
        (AmendmentRow, "subjects"),
        (FigureTable, "source"),
        (FigureTable, "title"),
        (FigureRow, "place"),
    }
)
"""Texts of the plan, which is public itself, and names of municipalities."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text, what it is, and what it stands in, from the report down."""

    written: Written
    text: str
    within: tuple[Any, ...]


def find_texts(report: Report) -> Iterator[Found]:
    """All that people wrote, as often as it stands in a report."""
    yield from _find(report, (report,))


def _find(value: Any, within: tuple[Any, ...]) -> Iterator[Found]:
    for field in fields(value):
        content = getattr(value, field.name)
        written = WRITTEN.get((type(value), field.name))
        for part in content if isinstance(content, tuple) else (content,):
            if written and part:
                yield Found(written, part, within)
            elif is_dataclass(part):
                yield from _find(part, (*within, part))


def rewrite(content: Any, change: Callable[[Written, str], str]) -> Any:
    """A content of which each text that people wrote went through `change`."""
    changes = {}
    for field in fields(content):
        old = getattr(content, field.name)
        written = WRITTEN.get((type(content), field.name))
        new: Any = (
            tuple(_rewrite(part, written, change) for part in old)
            if isinstance(old, tuple)
            else _rewrite(old, written, change)
        )
        if new != old:
            changes[field.name] = new
    return replace(content, **changes) if changes else content


def _rewrite(
    part: Any, written: Written | None, change: Callable[[Written, str], str]
) -> Any:
    if written:
        return change(written, part) if part else part
    return rewrite(part, change) if is_dataclass(part) else part
