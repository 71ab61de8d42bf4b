"""Which plans may change here and now: drafts, and those that were opened.

An adopted plan is opened by `services.amending`, which enters what changes in the
register. What changes a plan that is not open is refused, wherever it comes from.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

DRAFT = "draft"

_open_plans: ContextVar[tuple[tuple[models.Model, str], ...]] = ContextVar(
    "open_plans", default=()
)


class AmendmentBypassed(Exception):
    """Somebody changed what an adopted plan says, and not as an amendment."""


@contextmanager
def opened(plan: models.Model, *, reason: str = "") -> Iterator[None]:
    """Let this plan change, and its history say why.

    Who opens a plan answers for what changes: use `services.amending`.
    """
    token = _open_plans.set((*_open_plans.get(), (plan, reason)))
    try:
        yield
    finally:
        _open_plans.reset(token)


def is_open(plan: models.Model) -> bool:
    """Whether this plan was opened, here and now."""
    return any(plan == other for other, _ in _open_plans.get())


def reason_given() -> str:
    """Why the plan that was opened last changes; empty where nobody said."""
    reasons = [reason for _, reason in _open_plans.get()]
    return reasons[-1] if reasons else ""


def refuse_unless_open(plans: Iterable[models.Model]) -> None:
    """Raise AmendmentBypassed when one was adopted and is not open."""
    for plan in plans:
        if not (is_open(plan) or _is_draft(plan)):
            raise AmendmentBypassed(f"‘{plan}’ was adopted: use services.amending")


def paths_to_plan(model: Any) -> list[str]:
    """From a row to its plan: the ways to its region, without the last step."""
    return [path.rpartition("__")[0] for path in model.region_paths]


def _is_draft(plan: Any) -> bool:
    """Whether a plan is a draft in the database, or not there yet."""
    stored = type(plan)._base_manager.filter(pk=plan.pk)
    return stored.values_list("status", flat=True).first() in (None, DRAFT)
