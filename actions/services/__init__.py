"""Writes that touch more than one row, each in one transaction."""

from actions.adding_up import SharesDoNotAddUp

from .amendments import (
    Decision,
    DecisionNeeded,
    NoWayBack,
    PlanIsClosed,
    amending,
)
from .assessments import assess_result
from .bulk import BulkOutcome, Refusal, confirm_many, withdraw_many
from .carry_over import carry_over
from .evidence import Evidence, Link, attach, hold, hold_for, remove_content
from .milestones import postpone_milestone, put_back_milestone, reach_milestone
from .progress import (
    HandedIn,
    NothingToConfirm,
    NothingToWithdraw,
    ProgressConflict,
    confirm,
    record_update,
    withdraw,
)
from .proposals import Confirmation, accept_proposals
from .retirement import refuse_when_to_come, retire_action, retire_actions
from .rounds import (
    accept,
    approve_internally,
    ask_back,
    note_report,
    open_round,
    send_back,
    submit,
)
from .shares import (
    Division,
    NoAmountToDivide,
    TakesNoPart,
    divide_line,
    take_division_away,
)
from .tracks import (
    create_missing_tracks,
    next_number,
    rebuild_tracks,
    refuse_when_reported,
)

__all__ = [
    "BulkOutcome",
    "Confirmation",
    "Decision",
    "DecisionNeeded",
    "Division",
    "Evidence",
    "HandedIn",
    "Link",
    "NoAmountToDivide",
    "NoWayBack",
    "NothingToConfirm",
    "NothingToWithdraw",
    "PlanIsClosed",
    "ProgressConflict",
    "Refusal",
    "SharesDoNotAddUp",
    "TakesNoPart",
    "accept",
    "accept_proposals",
    "amending",
    "approve_internally",
    "ask_back",
    "assess_result",
    "attach",
    "carry_over",
    "confirm",
    "confirm_many",
    "create_missing_tracks",
    "divide_line",
    "hold",
    "hold_for",
    "next_number",
    "note_report",
    "open_round",
    "postpone_milestone",
    "put_back_milestone",
    "reach_milestone",
    "rebuild_tracks",
    "record_update",
    "refuse_when_reported",
    "refuse_when_to_come",
    "remove_content",
    "retire_action",
    "retire_actions",
    "send_back",
    "submit",
    "take_division_away",
    "withdraw",
    "withdraw_many",
]
