"""What follows for actions, results and milestones from facts that were entered once.

Nothing is changed here, and nothing by itself: a person confirms each proposal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from municipalities.models import Municipality
from municipalities.teams import Team, read_team
from municipalities.versions import with_versions

from .facts import MISSING, FactStanding, read_facts
from .models import (
    Fact,
    Light,
    MilestoneStatus,
    Phase,
    Plan,
    Progress,
    ReportingRound,
    Result,
    ResultAssessment,
)

REACHED = ResultAssessment.Outcome.REACHED


class Kind(models.TextChoices):
    """What a proposal is about."""

    TRACK = "track", "actie"
    RESULT = "result", "resultaat"
    MILESTONE = "milestone", "mijlpaal"


Row = Progress | Result | MilestoneStatus


def subject_of(row: Row) -> str:
    """What a part of the plan is called in a proposal."""
    match row:
        case Progress():
            return f"Actie {row.action}"
        case Result():
            return f"Resultaat {row.code}: {row.description.removesuffix('.')}"
        case MilestoneStatus():
            return f"Mijlpaal: {row.milestone}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A state that follows from a fact, for a part that does not have it yet.

    `version` is that of what it changes, as it was read: the number of updates of a
    track, or the newest history record; None where there is nothing yet.
    """

    kind: Kind
    row: Row
    version: int | None
    state: str
    standing: FactStanding

    @property
    def key(self) -> tuple[str, int]:
        """What it is called in a form."""
        return self.kind.value, self.row.pk

    @property
    def subject(self) -> str:
        return subject_of(self.row)


@dataclass(frozen=True, slots=True)
class Hint:
    """A part that says something else than a fact, on purpose or not.

    Either the fact was not entered, or the part was given its state after that.
    """

    row: Row
    state: str
    contradiction: str

    @property
    def subject(self) -> str:
        return subject_of(self.row)


@dataclass(frozen=True, slots=True)
class Findings:
    """Where facts and states differ, either way."""

    round: ReportingRound | None
    proposals: tuple[Proposal, ...]
    hints: tuple[Hint, ...]


def compare_with_facts(
    plan: Plan,
    municipality: Municipality,
    *,
    today: date,
    team: Team | None = None,
    tracks: Iterable[Progress] | None = None,
) -> Findings:
    """Lay what was entered about a municipality beside what its plan says.

    Results are judged in the round that is open; without one, nothing is proposed for
    them. Who has read the team already gives it along; so too the tracks that the
    municipality carries out itself, with their state, as far as work on them goes on.
    """
    team = team or read_team(municipality, today)
    if tracks is None:
        running = Progress.objects.of_plan(plan).running().with_state().in_plan_order()
        tracks = running.filter(municipality=municipality)
    standings = read_facts(municipality, team, today)
    current = ReportingRound.objects.filter(plan=plan).open(today).first()
    found = [
        *_compare_tracks(tracks, standings),
        *_compare_results(plan, municipality, standings, current),
        *_compare_milestones(plan, municipality, standings),
    ]
    return Findings(
        round=current,
        proposals=tuple(item for item in found if isinstance(item, Proposal)),
        hints=tuple(item for item in found if isinstance(item, Hint)),
    )


def fact_behind(
    result: Result, municipality: Municipality, *, today: date
) -> FactStanding | None:
    """The fact of a municipality that says that a result was reached, if it holds."""
    if not result.fact:
        return None
    standings = read_facts(municipality, read_team(municipality, today), today)
    standing = standings[Fact(result.fact)]
    return standing if standing.holds else None


Standings = dict[Fact, FactStanding]


def _compare_tracks(
    tracks: Iterable[Progress], standings: Standings
) -> Iterator[Proposal | Hint]:
    for track in tracks:
        if not track.action.fact:
            continue
        standing = standings[Fact(track.action.fact)]
        said_at = track.state.recorded_at if track.state else None
        if not standing.holds and track.phase in (Phase.DONE, Phase.EMBEDDED):
            yield Hint(track, track.phase.label, MISSING[standing.fact])
        elif not standing.holds or track.is_finished:
            continue
        elif track.phase and standing.is_older_than(said_at):
            yield Hint(track, track.phase.label, _but(standing))
        else:
            state = f"{Phase.DONE.label}, {Light.GREEN.label}"
            yield Proposal(Kind.TRACK, track, track.version, state, standing)


def _compare_results(
    plan: Plan,
    municipality: Municipality,
    standings: Standings,
    current: ReportingRound | None,
) -> Iterator[Proposal | Hint]:
    if current is None:
        return
    judged: dict[int, Any] = {
        assessment.result_id: assessment
        for assessment in with_versions(
            ResultAssessment.objects.filter(round=current, municipality=municipality)
        ).with_moment()
    }
    for result in Result.objects.of_plan(plan).repeating_facts():
        standing = standings[Fact(result.fact)]
        there = judged.get(result.pk)
        is_reached = there is not None and there.outcome == REACHED
        if not standing.holds and is_reached:
            yield Hint(result, REACHED.label, MISSING[standing.fact])
        elif not standing.holds or is_reached:
            continue
        elif there and standing.is_older_than(there.recorded_at):
            yield Hint(result, there.get_outcome_display(), _but(standing))
        else:
            version = there.newest_version if there else None
            yield Proposal(Kind.RESULT, result, version, REACHED.label, standing)


def _compare_milestones(
    plan: Plan, municipality: Municipality, standings: Standings
) -> Iterator[Proposal | Hint]:
    statuses = MilestoneStatus.objects.of_plan(plan).repeating_facts_of(municipality)
    status: Any
    for status in with_versions(statuses).with_moment():
        standing = standings[Fact(status.milestone.fact)]
        if not standing.holds and status.completed_on:
            yield Hint(status, "gehaald", MISSING[standing.fact])
        elif not standing.holds or status.completed_on:
            continue
        elif status.due_on and standing.is_older_than(status.recorded_at):
            yield Hint(status, "uitgesteld", _but(standing))
        else:
            yield Proposal(
                Kind.MILESTONE, status, status.newest_version, "gehaald", standing
            )


def _but(standing: FactStanding) -> str:
    """What the fact says, within a sentence."""
    sentence = standing.sentence.removesuffix(".")
    return f"er is ingevuld: {sentence[0].lower()}{sentence[1:]}"
