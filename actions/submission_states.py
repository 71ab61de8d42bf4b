"""Which way a submission can go: the one table of its states and what moves it."""

from enum import Enum

from .models import Submission

State = Submission.State


class Act(Enum):
    """What somebody does about a submission."""

    REPORT = "report"  # on something that it is about
    APPROVE = "approve"  # the manager of the municipality
    ASK_BACK = "ask_back"  # the manager, who wants something done first
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    ACCEPT = "accept"


OPEN_STATES = [State.REQUESTED, State.IN_PROGRESS, State.RETURNED]
"""States in which the owner is to move, and no manager has agreed."""

MOVES: dict[Act, dict[State, State]] = {
    # After a manager agreed, something new has to be seen again. What was returned
    # stays so until it is handed in once more.
    Act.REPORT: {
        State.REQUESTED: State.IN_PROGRESS,
        State.APPROVED_INTERNALLY: State.IN_PROGRESS,
    },
    Act.APPROVE: dict.fromkeys(OPEN_STATES, State.APPROVED_INTERNALLY),
    Act.ASK_BACK: {
        State.REQUESTED: State.IN_PROGRESS,
        State.IN_PROGRESS: State.IN_PROGRESS,
        State.RETURNED: State.RETURNED,
        State.APPROVED_INTERNALLY: State.IN_PROGRESS,
    },
    Act.SUBMIT: dict.fromkeys(
        [*OPEN_STATES, State.APPROVED_INTERNALLY], State.SUBMITTED
    ),
    Act.SEND_BACK: {State.SUBMITTED: State.RETURNED},
    Act.ACCEPT: {State.SUBMITTED: State.ACCEPTED},
}


def next_state(state: str, act: Act, *, needs_approval: bool) -> State | None:
    """The state that an act leads to; None where it cannot be done.

    Where a manager sees it first, nothing is handed in without; where none does, there
    is nothing to agree to, or to ask back.
    """
    current = State(state)
    if act in (Act.APPROVE, Act.ASK_BACK) and not needs_approval:
        return None
    if act is Act.SUBMIT and needs_approval and current in OPEN_STATES:
        return None
    return MOVES[act].get(current)
