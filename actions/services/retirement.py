"""Actions that end before their time."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actions.models import Action, Plan
from municipalities.models import User

from .amendments import Decision, amending


def refuse_when_to_come(day: date) -> None:
    """Raise ValidationError when that day is yet to come.

    A retired action leaves the overview at once, while a report asks whether it was
    retired by its own day; of a day that has come they say the same.
    """
    if day > timezone.localdate():
        raise ValidationError(
            "Deze datum ligt in de toekomst. Kies vandaag of een eerdere dag."
        )


def retire_action(action: Action, **how: Any) -> None:
    """End one action, as `retire_actions` does."""
    retire_actions([action], **how)


@transaction.atomic
def retire_actions(
    actions: Iterable[Action],
    *,
    reason: str,
    on: date,
    by: User | None = None,
    decided_by: str = "",
    replaced_by: Action | None = None,
) -> None:
    """End actions without losing what was reported on them; of one plan as one change.

    `decided_by` is for an adopted plan; the day they end is that from which the
    amendment holds. Raises ValidationError when the reason is empty, when that day is
    yet to come or when an action would replace itself or one of another plan, and what
    `amending` raises.
    """
    refuse_when_to_come(on)
    reason = reason.strip()
    decision = Decision(reason, decided_by, on) if decided_by else None
    of_plans: dict[Plan, list[Action]] = {}
    for action in actions:
        of_plans.setdefault(action.whole(), []).append(action)
    for plan, of_plan in of_plans.items():
        if replaced_by and replaced_by.whole() != plan:
            raise ValidationError(
                f"{replaced_by} hoort bij een ander plan dan wat u laat vervallen."
            )
        with amending(plan, decision, by=by):
            for action in of_plan:
                _retire(action, reason, on, replaced_by)


def _retire(action: Action, reason: str, on: date, replaced_by: Action | None) -> None:
    if action == replaced_by:
        raise ValidationError(f"{action} kan niet door zichzelf vervangen worden.")
    action.retired_on = on
    action.retirement_reason = reason
    action.replaced_by = replaced_by
    action.full_clean()
    action._change_reason = reason  # type: ignore[attr-defined]
    action.save()
