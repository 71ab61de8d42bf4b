"""Changes to an adopted plan: by a decision, and entered in the register."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from actions.adding_up import refuse_uneven_lines, uneven_lines
from actions.models import (
    Action,
    Amendment,
    AmendmentLine,
    BudgetShare,
    Funding,
    Objective,
    Plan,
    PlanPart,
)
from actions.plan_guard import is_open, opened
from actions.substance import Difference, Snapshot, differences, read_snapshot
from municipalities.models import User
from municipalities.permissions import access_of


@dataclass(frozen=True, slots=True)
class Decision:
    """Why an adopted plan changes, who decided so, and from when it holds."""

    reason: str
    decided_by: str
    valid_from: date


class DecisionNeeded(ValidationError):
    """An adopted plan changes, and nobody said why or who decided it."""

    def __init__(self) -> None:
        super().__init__(
            "Het plan is vastgesteld. Geef bij deze wijziging de reden, wie erover"
            " besloot en vanaf wanneer zij geldt."
        )


class PlanIsClosed(ValidationError):
    """A plan changes that is over."""

    def __init__(self) -> None:
        super().__init__("Dit plan is afgesloten. Er verandert niets meer aan.")


class NoWayBack(ValidationError):
    """A plan that was adopted would become a draft, in which all may change."""

    def __init__(self) -> None:
        super().__init__("Een plan dat is vastgesteld, wordt niet weer concept.")


@contextmanager
def amending(
    plan: Plan,
    decision: Decision | None = None,
    *,
    by: User | None,
    now: datetime | None = None,
) -> Iterator[list[Difference]]:
    """Change a plan within this block; all that changed is one entry in the register.

    A draft changes freely, and a plan that is adopted within the block did so too. What
    is no substance of the plan needs no decision. `by` is None for what was loaded by
    command. Within the block of another, a block joins that one. The list it gives is
    what was entered, once the block has ended.

    Raises, and undoes all that was done in the block, DecisionNeeded when an adopted
    plan changed without a decision, PlanIsClosed when a closed one changed, NoWayBack
    when it became a draft, SharesDoNotAddUp when a budget line is no longer the sum of
    what is budgeted for municipalities, and PermissionDenied when `by` does not
    coordinate it.
    """
    if by is not None and plan.region_id not in access_of(by).coordinates:
        raise PermissionDenied
    entered: list[Difference] = []
    if is_open(plan):
        yield entered
        return
    with transaction.atomic():
        # Who changes the same plan meanwhile waits here: what changes is one's own.
        old = Plan.objects.select_for_update().filter(pk=plan.pk).first()
        guarded = old is not None and old.status != Plan.Status.DRAFT
        before = read_snapshot(old) if old and guarded else {}
        uneven = uneven_lines(old) if old else {}
        with opened(plan, reason=decision.reason if decision else ""):
            yield entered
        refuse_uneven_lines(plan, uneven)
        if old and guarded:
            after = read_snapshot(old)
            entered += differences(before, after)
            if entered:
                _enter(old, entered, after, decision, by, now)


def _enter(
    old: Plan,
    found: list[Difference],
    after: Snapshot,
    decision: Decision | None,
    by: User | None,
    now: datetime | None,
) -> None:
    """Enter what changed in the register, or refuse it."""
    if old.status == Plan.Status.CLOSED:
        raise PlanIsClosed
    if Plan.objects.filter(pk=old.pk, status=Plan.Status.DRAFT).exists():
        raise NoWayBack
    if decision is None:
        raise DecisionNeeded
    amendment = Amendment(
        plan=old,
        reason=decision.reason,
        decided_by=decision.decided_by,
        valid_from=decision.valid_from,
        recorded_at=now or timezone.now(),
        author=by,
    )
    amendment.save()
    AmendmentLine.objects.bulk_create(
        _line(amendment, difference, after) for difference in found
    )


def _line(
    amendment: Amendment, difference: Difference, after: Snapshot
) -> AmendmentLine:
    objective, action = _shown_with(difference.row)
    return AmendmentLine(
        amendment=amendment,
        kind=difference.kind,
        subject=difference.subject,
        label=difference.label,
        old_text=difference.old_text,
        new_text=difference.new_text,
        model_name=str(difference.row._meta.model_name),
        row_pk=difference.row.pk,
        field_name=difference.field_name,
        objective=objective if objective and _stands(objective, after) else None,
        action=action if action and _stands(action, after) else None,
    )


def _stands(row: PlanPart, after: Snapshot) -> bool:
    return (type(row), row.pk) in after


def _shown_with(row: PlanPart) -> tuple[Objective | None, Action | None]:
    """The objective and the action on whose pages a row is shown."""
    match row:
        case Objective():
            return row, None
        case Action():
            return row.objective, row
        case Funding() | BudgetShare():
            return _shown_with(row.budget_line)
    action = getattr(row, "action", None)
    objective = getattr(row, "objective", None)
    return objective or (action and action.objective), action
