"""Choose what page 1 points at: what asks for attention, and who did not report."""

from collections.abc import Iterable

from actions.models import Light

from .data import ActionInfo, Attention, Entry, Silence, Track

SHOWN = 3
"""How many actions page 1 points at."""


def find_attention(
    entries: Iterable[Entry], *, own_first: bool = False, shown: int = SHOWN
) -> tuple[Attention, ...]:
    """The actions that ask for most attention.

    Red goes before orange; then what the region does together (with `own_first` what
    a municipality does itself), then what has priority, then what stalls in most
    places, then the order of the plan.
    """
    by_action: dict[ActionInfo, list[Track]] = {}
    for entry in entries:
        by_action.setdefault(entry.action, []).append(entry.track)
    found = [
        attention
        for action, tracks in by_action.items()
        if (attention := _attention(action, tracks))
    ]
    found.sort(
        key=lambda item: (
            item.light != Light.RED,
            item.action.is_local != own_first,
            not item.action.is_priority,
            -len(item.places),
        )
    )
    return tuple(found[:shown])


def find_silences(entries: Iterable[Entry]) -> tuple[Silence, ...]:
    """Who did not report on all of its tracks, those with most open first."""
    owned: dict[str, list[Entry]] = {}
    for entry in entries:
        owned.setdefault(entry.track.owner, []).append(entry)
    silences = [
        Silence(
            owner=owner,
            tracks=len(group),
            actions=tuple(
                entry.action.code for entry in group if entry.track.state is None
            ),
        )
        for owner, group in owned.items()
    ]
    return tuple(
        sorted(
            (silence for silence in silences if silence.actions),
            key=lambda silence: (-len(silence.actions), silence.owner),
        )
    )


def _attention(action: ActionInfo, tracks: list[Track]) -> Attention | None:
    for light in (Light.RED, Light.ORANGE):
        worst = [
            track for track in tracks if track.state and track.state.light == light
        ]
        if worst:
            return Attention(
                action=action,
                light=light,
                places=tuple(track.place.name for track in worst if track.place),
                tracks=len(tracks),
                first=worst[0],
            )
    return None
