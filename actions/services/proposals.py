"""Proposals that follow from facts, once a person confirmed them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from actions.models import Light, MilestoneStatus, Phase, Plan, Progress, Result
from actions.proposals import REACHED, Findings, Proposal, compare_with_facts
from municipalities.models import Municipality, User
from municipalities.versions import VersionConflict, lock, with_versions

from .assessments import assess_result
from .milestones import reach_milestone
from .progress import ProgressConflict, record_update


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A proposal as a person saw it; `key` belongs to the form that was sent."""

    kind: str
    pk: int
    version: int | None
    key: UUID


@transaction.atomic
def accept_proposals(
    confirmed: Iterable[Confirmation],
    *,
    plan: Plan,
    municipality: Municipality,
    author: User,
    today: date | None = None,
) -> int:
    """Give parts of the plan the states that were confirmed; returns how many.

    What is so already counts as nothing to do, so that sending twice does no harm.
    Raises VersionConflict, and changes nothing, when a part has changed since.
    """
    # One at a time for a municipality; it also holds the facts that they follow from.
    held = Municipality.objects.select_for_update().get(pk=municipality.pk)
    today = today or timezone.localdate()
    findings = compare_with_facts(plan, held, today=today)
    current = {proposal.key: proposal for proposal in findings.proposals}
    accepted = 0
    for confirmation in confirmed:
        proposal = current.get((confirmation.kind, confirmation.pk))
        if proposal is None:
            continue
        if proposal.version != confirmation.version:
            raise VersionConflict(proposal.row)
        _accept(proposal, findings, held, author, confirmation.key, today)
        accepted += 1
    return accepted


def _accept(
    proposal: Proposal,
    findings: Findings,
    municipality: Municipality,
    author: User,
    key: UUID,
    today: date,
) -> None:
    row, note = proposal.row, proposal.standing.sentence
    match row, findings.round, proposal.standing.since:
        case Progress(), _, _:
            _finish(row, proposal.version or 0, author, key, note, today)
        case Result(), current, _ if current:
            assess_result(
                row,
                municipality=municipality,
                reporting_round=current,
                outcome=REACHED,
                note=note,
                base_version=proposal.version,
            )
        case MilestoneStatus(), _, since if since:
            _reach(row, proposal.version, since, note)


def _finish(
    track: Progress, version: int, author: User, key: UUID, note: str, today: date
) -> None:
    try:
        record_update(
            track,
            author=author,
            key=key,
            base_version=version,
            phase=Phase.DONE,
            light=Light.GREEN,
            note=note,
            as_of=today,
        )
    except ProgressConflict as conflict:
        raise VersionConflict(track) from conflict


def _reach(status: MilestoneStatus, version: int | None, on: date, note: str) -> None:
    rows = MilestoneStatus.objects.filter(pk=status.pk)
    lock(rows)
    held: Any = with_versions(rows).get()
    if held.newest_version != version:
        raise VersionConflict(held)
    reach_milestone(held, on=on, note=note)
