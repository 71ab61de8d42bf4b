"""The tracks on Mijn acties: what is shown of each, and where it belongs."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Self

from .forms import Deadline
from .forms.worklist import NONE
from .models import Light, Objective, Phase, Progress
from .notices import Notice
from .periods import Quarter
from .seen import SeenTrack


class Kind(Enum):
    """The groups of the list, in its order: anchor and title."""

    LATE = "te-laat", "Te laat"
    STALE = "niet-bevestigd", "Niet bevestigd deze ronde"
    DONE = "bijgewerkt", "Bijgewerkt deze ronde"


@dataclass(frozen=True, slots=True)
class Card:
    """What the list shows of a track, in plain values.

    `late_since` is the day on which it should have been finished, if that is over.
    """

    pk: int
    version: int
    code: str
    title: str
    url: str
    phase: Phase | None
    light: Light | None
    reported_at: datetime | None
    note: str
    owner: str
    late_since: date | None
    is_fresh: bool

    @classmethod
    def of(cls, track: Progress, today: date) -> Self:
        """A track, read with `fresh_since`, as it stands today."""
        action, state = track.action, track.state
        return cls(
            pk=track.pk,
            version=track.version,
            code=action.code,
            title=action.title,
            url=track.get_absolute_url(),
            phase=track.phase,
            light=track.light,
            reported_at=state.reported_at if state else None,
            note=state.note if state else "",
            owner=str(track.owner),
            late_since=track.due_on if track.is_overdue(today) else None,
            is_fresh=track.is_fresh(track.fresh_since),
        )

    @property
    def kind(self) -> Kind:
        """The group that it belongs to."""
        if self.late_since:
            return Kind.LATE
        return Kind.DONE if self.is_fresh else Kind.STALE

    @property
    def is_confirmable(self) -> bool:
        """Whether one click can say that nothing changed, and that is news."""
        return (
            not self.is_fresh and self.phase is not None and self.light is not Light.RED
        )

    @property
    def asks_remedy(self) -> bool:
        """Whether a confirmation must say what is done about it."""
        return not self.is_fresh and self.light is Light.RED


@dataclass(frozen=True, slots=True)
class Item:
    """One track on the list, with the form key of its one-click confirmation.

    An item with a notice was just reported on. `has_moved` marks the place where it
    stood: the notice shows there, and the track itself in its new group.
    """

    track: Progress
    objective: Objective
    card: Card
    kind: Kind
    seen: SeenTrack
    notice: Notice | None = None
    has_moved: bool = False

    @classmethod
    def of(cls, track: Progress, today: date) -> Self:
        """A track, read with `fresh_since`, as it stands today."""
        card = Card.of(track, today)
        return cls(track, track.action.objective, card, card.kind, SeenTrack.now(track))

    @property
    def urgency(self) -> tuple[bool, int, bool]:
        """Not said this round, then red, orange, never reported, green; to sort by."""
        lights = [Light.RED, Light.ORANGE, None, Light.GREEN]
        return (
            self.card.is_fresh,
            lights.index(self.card.light),
            not self.track.action.is_priority,
        )

    def is_admitted_by(self, filters: dict[str, Any], today: date) -> bool:
        """Whether it is among what the filters of the form ask for."""
        phase = self.card.phase or NONE
        light = self.card.light or NONE
        return (
            filters["doelstelling"] in (None, self.objective.pk)
            and filters["fase"] in ("", phase)
            and filters["stoplicht"] in ("", light)
            and self._is_due(filters["deadline"], today)
        )

    def _is_due(self, deadline: str, today: date) -> bool:
        due_on, quarter = self.track.due_on, Quarter.of(today)
        match deadline:
            case Deadline.LATE:
                return self.kind is Kind.LATE
            case Deadline.THIS_QUARTER:
                return due_on is not None and due_on in quarter
            case Deadline.NEXT_QUARTER:
                return due_on is not None and due_on in quarter.next
            case Deadline.NONE:
                return due_on is None
        return True
