"""All that a plan says, and what differs between two moments."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from .models import (
    Action,
    ActionLine,
    Amendment,
    AmendmentLine,
    Attachment,
    BudgetLine,
    BudgetShare,
    Funding,
    HeldFile,
    Milestone,
    MilestoneStatus,
    Objective,
    Participation,
    Partner,
    PartnerRole,
    Plan,
    PlanPart,
    Progress,
    ProgressUpdate,
    ReportingRound,
    Result,
    ResultAssessment,
    Risk,
    Submission,
)
from .naming import label_of, name_of, shown

OF_LINE = ["budget_line__objective", "budget_line__action__objective"]

PARTS: dict[type[PlanPart], list[str]] = {
    Plan: ["successor"],
    Participation: ["municipality"],
    ActionLine: [],
    Objective: ["action_line"],
    Result: ["objective"],
    Action: ["objective", "lead_municipality", "lead_role", "replaced_by__objective"],
    Milestone: ["objective", "action__objective"],
    PartnerRole: ["objective", "action__objective", "partner"],
    BudgetLine: ["objective", "action__objective", "plan"],
    Funding: [*OF_LINE, "payer"],
    BudgetShare: [*OF_LINE, "municipality"],
}
"""What a plan is made of, in the order of the register, with what names each row."""

BESIDE_THE_PLAN = {
    Progress,
    ProgressUpdate,
    Attachment,
    HeldFile,
    MilestoneStatus,
    ResultAssessment,
    ReportingRound,
    Submission,
    Partner,
    Risk,
    Amendment,
    AmendmentLine,
}
"""What is about a plan, or serves several, and changes without a decision."""

Snapshot = dict[tuple[type[PlanPart], int], PlanPart]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row that says something else, or the first or the last time."""

    kind: AmendmentLine.Kind
    row: PlanPart
    subject: str
    field_name: str
    label: str
    old_text: str
    new_text: str


def read_snapshot(plan: Plan) -> Snapshot:
    """Read all that a plan says; one query for each kind of row."""
    return {
        (model, row.pk): row
        for model, names in PARTS.items()
        for row in rows_of(model, plan).select_related(*names)
        if row.is_told
    }


def rows_of(model: Any, plan: Plan) -> QuerySet:
    """The rows of one kind that a plan is made of."""
    return model.objects.of_plan(plan)


def differences(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    """What is said otherwise, field by field, in the order of the register."""
    for model in PARTS:
        keys = [key for key in before | after if key[0] is model]
        for key in keys:
            yield from _differences(before.get(key), after.get(key))


def _differences(old: PlanPart | None, new: PlanPart | None) -> Iterator[Difference]:
    row = new or old
    assert row is not None
    kind, fields = AmendmentLine.Kind.CHANGED, [*row.place, *row.substance]
    if old is None or new is None:
        # Where it stood, its name tells.
        fields = row.substance
        kind = AmendmentLine.Kind.REMOVED if old else AmendmentLine.Kind.ADDED
    for name in fields:
        old_text, new_text = _text(old, name), _text(new, name)
        if old and new:
            differs = old.value_of(name) != new.value_of(name)
        else:
            differs = old_text != new_text
        if differs:
            yield Difference(
                kind=kind,
                row=row,
                subject=name_of(old or row),
                field_name=name,
                label=label_of(type(row), name),
                old_text=old_text,
                new_text=new_text,
            )


def _text(row: PlanPart | None, name: str) -> str:
    return shown(type(row), name, getattr(row, name)) if row else ""
