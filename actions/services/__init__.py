"""Writes that touch more than one row, each in one transaction."""

from .amendments import (
    Decision,
    DecisionNeeded,
    NoWayBack,
    PlanIsClosed,
    amending,
)
from .carry_over import carry_over
from .progress import (
    NothingToConfirm,
    NothingToWithdraw,
    ProgressConflict,
    confirm,
    record_update,
    withdraw,
)
from .retirement import retire_action, retire_actions
from .rounds import (
    accept,
    open_round,
    send_back,
    submit,
)
from .tracks import (
    create_missing_tracks,
    next_number,
    rebuild_tracks,
    refuse_when_reported,
)

__all__ = [
    "Decision",
    "DecisionNeeded",
    "NoWayBack",
    "NothingToConfirm",
    "NothingToWithdraw",
    "PlanIsClosed",
    "ProgressConflict",
    "accept",
    "amending",
    "carry_over",
    "confirm",
    "create_missing_tracks",
    "next_number",
    "open_round",
    "rebuild_tracks",
    "record_update",
    "refuse_when_reported",
    "retire_action",
    "retire_actions",
    "send_back",
    "submit",
    "withdraw",
]
