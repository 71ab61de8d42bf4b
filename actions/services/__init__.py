"""Writes that touch more than one row, each in one transaction."""

from .assessments import assess_result
from .milestones import postpone_milestone, put_back_milestone, reach_milestone
from .progress import (
    NothingToConfirm,
    NothingToWithdraw,
    ProgressConflict,
    confirm,
    record_update,
    withdraw,
)
from .proposals import Confirmation, accept_proposals
from .rounds import (
    accept,
    approve_internally,
    note_report,
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
    "Confirmation",
    "NothingToConfirm",
    "NothingToWithdraw",
    "ProgressConflict",
    "accept",
    "accept_proposals",
    "approve_internally",
    "assess_result",
    "confirm",
    "create_missing_tracks",
    "next_number",
    "note_report",
    "open_round",
    "postpone_milestone",
    "put_back_milestone",
    "reach_milestone",
    "rebuild_tracks",
    "record_update",
    "refuse_when_reported",
    "retire_action",
    "send_back",
    "submit",
    "withdraw",
]
