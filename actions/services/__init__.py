"""Writes that touch more than one row, each in one transaction."""

from .evidence import Evidence, Link, attach, hold, remove_content
from .progress import (
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
    "Evidence",
    "Link",
    "NothingToConfirm",
    "NothingToWithdraw",
    "ProgressConflict",
    "accept",
    "attach",
    "confirm",
    "create_missing_tracks",
    "hold",
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
]
