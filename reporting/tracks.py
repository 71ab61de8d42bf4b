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
    seen_until: date | None = None,
) -> Tracks:
    """Read all tracks of these actions as they stood at the end of a day.

    What was reported after the accepted submission, or after that day, is told apart:
    as nagekomen, until the end of `seen_until` (the same day unless given). For a
    municipality as reader, the words of others are withheld until the coordinator
    accepted the submission that they came with.
    """
    moment = end_of(as_of)
    accepted = _accepted_until(reporting_round, moment) if reader else {}
    by_pk = {action.pk: action for action in actions}
    tracks = (
        Progress.objects.of_actions(by_pk.values())
        .select_related("municipality")
        .with_handed_in(reporting_round, moment, end_of(seen_until or as_of))
    )
    updates = ProgressUpdate.objects.select_related("waits_for").in_bulk(
        {key for track in tracks for key in (track.handed_in, track.newest) if key}
    )

    def told(progress: Progress, key: int | None) -> State | None:
        update = updates.get(key) if key else None
        if update is None or not update.phase:
            return None
        action = by_pk[progress.action_id]
        if reader and not _may_read(reader, progress, action, update, accepted):
            return _without_words(_state(update))
        return _state(update)

    return {
        (progress.action_id, progress.municipality_id): _track(
            progress,
            by_pk[progress.action_id],
            told(progress, progress.handed_in),
            told(progress, progress.newest)
            if progress.newest != progress.handed_in
            else None,
            reporting_round.opens_on,
            as_of,
        )
        for progress in tracks
    }


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
    progress: Progress,
    action: Action,
    state: State | None,
    newest: State | None,
    since: date,
    as_of: date,
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
        late=newest if _is_news(newest, state if is_fresh else None) else None,
    )


def _is_news(newest: State | None, state: State | None) -> bool:
    """Whether what came later says something else than what counts."""
    return newest is not None and (
        state is None or replace(newest, reported_on=state.reported_on) != state
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
