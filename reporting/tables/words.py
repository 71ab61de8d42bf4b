"""How a state is said in a cell."""

from actions.models import Light, Phase
from reporting.data import State, Track

LIGHTS = {Light.GREEN: "groen", Light.ORANGE: "oranje", Light.RED: "rood"}
SILENT = "geen opgave"
REGION = "regio"
WITHHELD = "volgt als de coördinator de aanlevering heeft goedgekeurd"


def in_words(light: Light | None, phase: Phase | None) -> str:
    """Light and phase; without a phase nothing was reported."""
    if phase is None:
        return SILENT
    return f"{LIGHTS[light]}, {phase.label}" if light else phase.label


def in_a_cell(track: Track | None) -> str:
    """Where a track stands; nothing where there is none."""
    if track is None:
        return ""
    state = track.state
    return in_words(state.light, state.phase) if state else SILENT


def light_of(state: State | None) -> str:
    """The light by its colour; nothing where a phase has none."""
    if state is None:
        return SILENT
    return LIGHTS[state.light] if state.light else ""


def yes_or_nothing(is_so: bool) -> str:
    return "ja" if is_so else ""
