"""What the values in the file of the demo may be, beside those of a plan file."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated

from django.utils import timezone

from .models import Light, Phase, ProgressUpdate, ResultAssessment
from .plan_values import from_text

OFFICE_OPENS = time(9)
LIGHTS = {"groen": Light.GREEN, "oranje": Light.ORANGE, "rood": Light.RED}
PHASES = {phase.label: phase for phase in Phase}
OUTCOMES = {outcome.label: outcome for outcome in ResultAssessment.Outcome}
WITHOUT_STATE = {
    "bevestigd": ProgressUpdate.Kind.CONFIRMATION,
    "ingetrokken": ProgressUpdate.Kind.WITHDRAWAL,
}
"""What stands in the place of a state when it was not an update."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What was reported: a phase and a light, or that nothing changed, or a mistake."""

    kind: ProgressUpdate.Kind
    phase: str = ""
    light: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody thinks of a result."""

    outcome: ResultAssessment.Outcome
    note: str


def read_moment(text: str) -> datetime:
    """A day with a time on the region's clock; without one, when the office opens."""
    try:
        if " " in text:
            return timezone.make_aware(datetime.strptime(text, "%Y-%m-%d %H:%M"))
        return opening_of(date.fromisoformat(text))
    except ValueError:
        raise ValueError(
            f"‘{text}’ is geen moment, zoals 2025-03-11 09:10 of 2025-03-11"
        ) from None


def opening_of(day: date) -> datetime:
    """The moment at which the office opens."""
    return timezone.make_aware(datetime.combine(day, OFFICE_OPENS))


def read_stand(text: str) -> Stand:
    """Read "fase, stoplicht", a phase alone, or what stands in the place of those."""
    if text in WITHOUT_STATE:
        return Stand(WITHOUT_STATE[text])
    phase, comma, light = text.partition(", ")
    if phase not in PHASES or (comma and light not in LIGHTS):
        raise ValueError(
            f"‘{text}’ is geen stand, zoals ‘in uitvoering, groen’,"
            f" ‘{Phase.NOT_APPLICABLE.label}’ of ‘bevestigd’"
        )
    return Stand(
        ProgressUpdate.Kind.UPDATE, PHASES[phase], LIGHTS[light] if comma else ""
    )


def read_judgement(text: str) -> Judgement:
    """Read "oordeel | toelichting"; the note may be left out."""
    outcome, note = split_note(text)
    if outcome not in OUTCOMES:
        raise ValueError(
            f"‘{outcome}’ is geen oordeel; kies uit: {', '.join(OUTCOMES)}"
        )
    return Judgement(OUTCOMES[outcome], note)


def split_note(text: str) -> tuple[str, str]:
    """The two sides of "stand | toelichting"; the note may be left out."""
    head, _, note = text.partition(" | ")
    return head, note


def spell_out(value: object) -> object:
    """What was reported on a track in a round: always a list, in the long form."""
    return [
        dict(zip(("stand", "toelichting"), split_note(item), strict=True))
        if isinstance(item, str)
        else item
        for item in (value if isinstance(value, list) else [value])
    ]


Moment = Annotated[datetime, from_text(read_moment)]
