"""Writes that touch more than one row, each in one transaction."""

from .bulk import BulkOutcome, Refusal, confirm_many, withdraw_many
from .evidence import Evidence, Link, attach, hold, hold_for, remove_content
from .progress import (
    HandedIn,
    NothingToConfirm,
    NothingToWithdraw,
    ProgressConflict,
    confirm,
    record_update,
    withdraw,
)
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
    retire_action,
)

__all__ = [
    "BulkOutcome",
    "Evidence",
    "HandedIn",
    "Link",
    "NothingToConfirm",
    "NothingToWithdraw",
    "ProgressConflict",
    "Refusal",
    "accept",
    "attach",
    "confirm",
    "confirm_many",
    "create_missing_tracks",
    "hold",
    "hold_for",
    "next_number",
    "open_round",
    "rebuild_tracks",
    "record_update",
    "refuse_when_reported",
    "remove_content",
    "retire_action",
    "send_back",
    "submit",
    "withdraw",
    "withdraw_many",
]
