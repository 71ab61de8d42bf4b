"""The two axes of a state that a person chooses: phase and light."""

from django.db import models


class Phase(models.TextChoices):
    """How far it is (fase)."""

    NOT_STARTED = "not_started", "niet gestart"
    PREPARING = "preparing", "voorbereiding"
    RUNNING = "running", "in uitvoering"
    DONE = "done", "afgerond"
    EMBEDDED = "embedded", "structureel geborgd"
    POSTPONED = "postponed", "uitgesteld"
    DROPPED = "dropped", "vervallen"
    NOT_APPLICABLE = "not_applicable", "n.v.t."

    @property
    def code(self) -> str:
        """The letters that stand for the phase in a matrix."""
        return PHASE_CODES[self]

    @property
    def meaning(self) -> str:
        """What the phase says, in a sentence for who chooses or reads it."""
        return PHASE_MEANINGS[self]


PHASE_CODES = {
    Phase.NOT_STARTED: "NG",
    Phase.PREPARING: "VB",
    Phase.RUNNING: "UI",
    Phase.DONE: "AF",
    Phase.EMBEDDED: "SG",
    Phase.POSTPONED: "US",
    Phase.DROPPED: "VV",
    Phase.NOT_APPLICABLE: "NVT",
}

PHASE_MEANINGS = {
    Phase.NOT_STARTED: "Er is nog niets gedaan.",
    Phase.PREPARING: "Er wordt overlegd, gepland of geld geregeld.",
    Phase.RUNNING: "Het werk is begonnen.",
    Phase.DONE: "Het is gedaan, maar het gaat niet vanzelf door.",
    Phase.EMBEDDED: "Het is vast werk geworden, met mensen en geld, en gaat door.",
    Phase.POSTPONED: "Het komt later. Leg uit waarom.",
    Phase.DROPPED: "Het gaat niet door. Leg uit waarom.",
    Phase.NOT_APPLICABLE: "Dit hoeft hier niet. Leg uit waarom.",
}

PHASES_WITH_REASON = [Phase.POSTPONED, Phase.DROPPED, Phase.NOT_APPLICABLE]
"""Phases that a note must explain."""

PHASES_WITHOUT_LIGHT = [Phase.DROPPED, Phase.NOT_APPLICABLE]
"""Phases in which nothing is going on that could go well or badly."""

FINISHED_PHASES = [
    Phase.DONE,
    Phase.EMBEDDED,
    Phase.DROPPED,
    Phase.NOT_APPLICABLE,
]
"""Phases that cannot be late any more."""


class Light(models.TextChoices):
    """How it goes (stoplicht)."""

    GREEN = "green", "op schema"
    ORANGE = "orange", "aandacht nodig"
    RED = "red", "loopt vast"

    @property
    def code(self) -> str:
        """The letter that goes with the colour and the shape."""
        return {Light.GREEN: "G", Light.ORANGE: "O", Light.RED: "R"}[self]


WORRYING_LIGHTS = [Light.ORANGE, Light.RED]
"""Lights that demand a cause, a consequence and a remedy."""


def in_words(phase: str, light: str) -> str:
    """A state in a few words, such as "in uitvoering, op schema"."""
    words = [Phase(phase).label if phase else "", Light(light).label if light else ""]
    return ", ".join(filter(None, words)) or "niet gemeld"
