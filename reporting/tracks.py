"""Read where every track of a plan stood at the end of a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from actions.as_of import end_of
from actions.models import (
    Action,
    Light,
    Phase,
    Progress,
    ProgressUpdate,
    ReportingRound,
    Scope,
    Submission,
)
from actions.models.state import FINISHED_PHASES
from municipalities.models import Municipality

from .data import ActionInfo, LightCount, PhaseCount, Place, State, Totals, Track

Tracks = dict[tuple[int, int | None], Track]
"""Tracks by the keys of action and municipality (None: regional or joint)."""


def read_tracks(
    reporting_round: ReportingRound,
    actions: Iterable[Action],
    *,
    as_of: date,
    reader: Municipality | None,
) -> Tracks:
    """Read all tracks of these actions as they stood at the end of a day.

    For a municipality as reader, the words of others are withheld until the
    coordinator accepted the submission that they came with.
    """
    moment = end_of(as_of)
    plan = reporting_round.plan
    updates = {
        update.progress_id: update
        for update in ProgressUpdate.objects.of_plan(plan)
        .newest_per_track(moment)
        .select_related("waits_for")
    }
    accepted = _accepted_until(reporting_round, moment) if reader else {}
    by_pk = {action.pk: action for action in actions}
    found: Tracks = {}
    for progress in Progress.objects.of_plan(plan).select_related("municipality"):
        action = by_pk.get(progress.action_id)
        if action is None:
            continue
        update = updates.get(progress.pk)
        state = _state(update) if update and update.phase else None
        if (
            state
            and reader
            and not _may_read(reader, progress, action, update, accepted)
        ):
            state = _without_words(state)
        found[progress.action_id, progress.municipality_id] = _track(
            progress, action, state, reporting_round.opens_on, as_of
        )
    return found


def count(tracks: Iterable[Track]) -> Totals:
    """Count tracks by light and by phase."""
    tracks = tuple(tracks)
    states = [track.state for track in tracks if track.state]
    return Totals(
        tracks=len(tracks),
        lights=tuple(
            LightCount(light, sum(state.light == light for state in states))
            for light in Light
        ),
        phases=tuple(
            PhaseCount(phase, sum(state.phase == phase for state in states))
            for phase in Phase
        ),
        without_light=sum(state.light is None for state in states),
        silent=len(tracks) - len(states),
    )


def describe(action: Action) -> ActionInfo:
    """What names an action."""
    return ActionInfo(
        code=action.code,
        title=action.title,
        scope=Scope(action.scope),
        lead=str(action.lead or ""),
        is_priority=action.is_priority,
        period=action.period,
    )


def _state(update: ProgressUpdate) -> State:
    return State(
        phase=Phase(update.phase),
        light=Light(update.light) if update.light else None,
        note=update.note,
        cause=update.cause,
        consequence=update.consequence,
        remedy=update.remedy,
        waits_for=str(update.waits_for or ""),
        as_of=update.as_of,
        reported_on=timezone.localdate(update.reported_at),
    )


def _without_words(state: State) -> State:
    return replace(
        state,
        note="",
        cause="",
        consequence="",
        remedy="",
        waits_for="",
        is_withheld=True,
    )


def _track(
    progress: Progress, action: Action, state: State | None, since: date, as_of: date
) -> Track:
    municipality = progress.municipality
    is_fresh = state is not None and state.reported_on >= since
    ends_on = action.ends_on or action.objective.ends_on
    return Track(
        place=Place(municipality.name, municipality.code) if municipality else None,
        owner=str(municipality or action.lead or ""),
        state=state if is_fresh else None,
        last_known=None if is_fresh else state,
        is_overdue=ends_on is not None
        and ends_on < as_of
        and (state is None or state.phase not in FINISHED_PHASES),
    )


def _accepted_until(
    reporting_round: ReportingRound, moment: datetime
) -> dict[tuple[int | None, int | None], datetime]:
    """Until when the words of each municipality and regional role were accepted."""
    accepted = Submission.objects.of_plan(reporting_round.plan).accepted()
    return {
        (submission.municipality_id, submission.lead_role_id): submission.submitted_at  # type: ignore[misc]
        for submission in accepted.filter(submitted_at__lte=moment).order_by(
            "submitted_at"
        )
    }


def _may_read(
    reader: Municipality,
    progress: Progress,
    action: Action,
    update: ProgressUpdate | None,
    accepted: dict[tuple[int | None, int | None], datetime],
) -> bool:
    owner = progress.municipality_id or action.lead_municipality_id
    if owner == reader.pk:
        return True
    until = accepted.get((owner, None if owner else action.lead_role_id))
    return update is not None and until is not None and update.recorded_at <= until
