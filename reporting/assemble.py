"""Read the database and say what a report contains."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from actions.models import (
    Action,
    ActionLine,
    Objective,
    ReportingRound,
    Risk,
    Scope,
    Submission,
)
from municipalities.models import Municipality

from .attention import find_attention, find_silences
from .data import (
    ActionRow,
    Comparison,
    Entry,
    LineSection,
    MunicipalitySection,
    ObjectiveSection,
    Place,
    Report,
    RiskRow,
)
from .development import read_quarters
from .figures import read_figures
from .finances import read_finances
from .milestones import read_milestones
from .results import read_results
from .tracks import Tracks, count, describe, read_tracks


class NotTakingPart(Exception):
    """The municipality does not take part in the plan on the day of the report."""


def report_day(reporting_round: ReportingRound, today: date) -> date:
    """The day as of which a round is reported: the day it closed, today until then."""
    return reporting_round.closed_on or today


def build_report(
    reporting_round: ReportingRound,
    *,
    as_of: date,
    municipality: Municipality | None = None,
    seen_until: date | None = None,
) -> Report:
    """Assemble the report of a round, with the progress as of the end of a day.

    As of that day are what was reported, where everybody stands with the milestones,
    the figures, who takes part and which actions were retired. The plan in its words
    and dates, the money and the risks are as they are now (docs/adr/0022).

    With a municipality it is the edition of that one. What came later, until the end of
    `seen_until`, is told as such (nagekomen). Raises NotTakingPart when a municipality
    does not take part in the plan. The number of queries does not grow with
    municipalities, actions or history.
    """
    plan = reporting_round.plan
    actions = _actions_on(reporting_round, as_of)
    taking_part = _taking_part(reporting_round, as_of)
    shown = _shown(taking_part, municipality)
    tracks = read_tracks(
        reporting_round,
        actions,
        as_of=as_of,
        reader=municipality,
        seen_until=seen_until,
    )
    rows = {action: _row(action, shown, tracks) for action in actions}
    entries = _entries(rows.values())
    own = _own(entries, municipality)
    shared = tuple(entry for entry in entries if not entry.action.is_local)
    return Report(
        region=plan.region.name,
        plan_title=plan.title,
        quarter=reporting_round.quarter,
        as_of=as_of,
        fresh_since=reporting_round.opens_on,
        is_closed=reporting_round.closed_on is not None,
        is_demo=plan.region.is_demo,
        driehoek_on=reporting_round.driehoek_on,
        municipality=_place(municipality) if municipality else None,
        municipalities=tuple(map(_place, shown)),
        totals=count(entry.track for entry in own),
        attention=find_attention(entries, own_first=municipality is not None),
        silences=find_silences(entries),
        lines=tuple(_lines(rows)),
        shared=shared,
        sections=tuple(_sections(entries, shown)),
        milestones=read_milestones(plan, shown, as_of=as_of),
        finances=read_finances(plan, municipality),
        risks=_risks(reporting_round),
        comparison=_comparison(
            entries, _entries(_row(action, taking_part, tracks) for action in actions)
        )
        if municipality
        else None,
        not_accepted=_not_accepted(reporting_round, municipality),
        results=read_results(reporting_round, shown),
        quarters=()
        if municipality
        else read_quarters(plan, reporting_round.quarter, as_of=as_of),
        figures=read_figures(plan.region, on=as_of, municipality=municipality),
    )


def _taking_part(reporting_round: ReportingRound, day: date) -> list[Municipality]:
    in_force = reporting_round.plan.participations.on(day)
    return [
        participation.municipality
        for participation in in_force.select_related("municipality")
    ]


def _shown(
    taking_part: list[Municipality], municipality: Municipality | None
) -> list[Municipality]:
    """The municipalities that an edition is about; raises NotTakingPart."""
    shown = [each for each in taking_part if municipality in (None, each)]
    if not shown and municipality:
        raise NotTakingPart
    return shown


def _own(entries: Iterable[Entry], municipality: Municipality | None) -> list[Entry]:
    """What an edition counts: all, or what a municipality carries out itself."""
    return [entry for entry in entries if entry.action.is_local or not municipality]


def _actions_on(reporting_round: ReportingRound, day: date) -> list[Action]:
    """The actions that were not retired by then, in the order of the plan."""
    return [
        action
        for action in Action.objects.of_plan(reporting_round.plan)
        if action.retired_on is None or action.retired_on > day
    ]


def _not_accepted(
    reporting_round: ReportingRound, municipality: Municipality | None
) -> tuple[str, ...]:
    """Who was asked to hand in, and has nothing that was accepted."""
    asked = reporting_round.submissions.with_names().exclude(
        state=Submission.State.ACCEPTED
    )
    return tuple(
        str(submission.owner)
        for submission in asked
        if municipality in (None, submission.municipality)
    )


def _place(municipality: Municipality) -> Place:
    return Place(municipality.name, municipality.code)


def _row(
    action: Action, municipalities: Iterable[Municipality], tracks: Tracks
) -> ActionRow:
    keys = (
        [municipality.pk for municipality in municipalities]
        if action.scope == Scope.LOCAL
        else [None]
    )
    return ActionRow(
        describe(action), tuple(tracks.get((action.pk, key)) for key in keys)
    )


def _entries(rows: Iterable[ActionRow]) -> list[Entry]:
    return [Entry(row.action, track) for row in rows for track in row.tracks if track]


def _comparison(shown: Iterable[Entry], everybody: Iterable[Entry]) -> Comparison:
    return Comparison(
        own=count(entry.track for entry in shown if entry.action.is_local),
        all_municipalities=count(
            entry.track for entry in everybody if entry.action.is_local
        ),
        shared=count(entry.track for entry in shown if not entry.action.is_local),
    )


def _lines(rows: dict[Action, ActionRow]) -> Iterable[LineSection]:
    def line_of(action: Action) -> ActionLine:
        return action.objective.action_line

    by_line = sorted(rows, key=lambda action: line_of(action).number)
    for line, actions in groupby(by_line, key=line_of):
        objectives = tuple(
            _objective(objective, [rows[action] for action in group])
            for objective, group in groupby(actions, key=lambda a: a.objective)
        )
        entries = _entries(row for objective in objectives for row in objective.rows)
        yield LineSection(
            number=line.number,
            title=line.title,
            totals=count(entry.track for entry in entries),
            objectives=objectives,
            worries=tuple(
                entry
                for entry in entries
                if entry.track.state and entry.track.state.is_worrying
            ),
        )


def _objective(objective: Objective, rows: Iterable[ActionRow]) -> ObjectiveSection:
    return ObjectiveSection(
        number=objective.number,
        title=objective.title,
        is_ongoing=objective.is_ongoing,
        period=objective.period,
        rows=tuple(rows),
    )


def _sections(
    entries: Iterable[Entry], municipalities: Iterable[Municipality]
) -> Iterable[MunicipalitySection]:
    by_place: dict[Place | None, list[Entry]] = {}
    for entry in entries:
        by_place.setdefault(entry.track.place, []).append(entry)
    for municipality in municipalities:
        place = _place(municipality)
        own = tuple(by_place.get(place, ()))
        yield MunicipalitySection(place, count(entry.track for entry in own), own)


def _risks(reporting_round: ReportingRound) -> tuple[RiskRow, ...]:
    risks = Risk.objects.of_plan(reporting_round.plan).select_related(
        "objective", "action__objective"
    )
    rows = [
        RiskRow(
            objective_number=risk.objective.number if risk.objective else None,
            action_code=risk.action.code if risk.action else "",
            title=risk.title,
            chance=risk.chance,
            impact=risk.impact,
            remedy=risk.remedy,
            owner=risk.owner,
        )
        for risk in risks
    ]
    return tuple(sorted(rows, key=lambda row: -row.score))
