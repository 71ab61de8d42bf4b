"""Mijn acties: what a person is to report on, what needs attention first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from uuid import UUID, uuid4

from municipalities.models import User

from .models import Light, Objective, Progress, ReportingRound


@dataclass(frozen=True, slots=True)
class Item:
    """One track on the list, with the form key of its one-click confirmation."""

    track: Progress
    objective: Objective
    is_fresh: bool
    is_overdue: bool
    confirmation_key: UUID

    @property
    def needs_attention(self) -> bool:
        """Whether it was not reported this round, or is late."""
        return not self.is_fresh or self.is_overdue

    @property
    def is_confirmable(self) -> bool:
        """Whether one click can say that nothing changed."""
        return self.track.phase is not None and self.track.light != Light.RED

    @property
    def urgency(self) -> tuple[bool, int, bool]:
        """Late, then red, orange, green, then never reported; a key to sort by."""
        lights = [Light.RED, Light.ORANGE, None, Light.GREEN]
        return (
            not self.is_overdue,
            lights.index(self.track.light),
            not self.track.action.is_priority,
        )


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one objective."""

    objective: Objective
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Worklist:
    """All that a person reports on: what needs attention, and what is done."""

    current_rounds: tuple[ReportingRound, ...]
    open: tuple[Section, ...]
    done: tuple[Section, ...]
    open_count: int
    done_count: int
    has_several_owners: bool


def build_worklist(user: User, *, today: date) -> Worklist:
    """Read a person's own tracks and sort them by what is to be done."""
    tracks = (
        Progress.objects.own(user).with_state().with_fresh_since(today).in_plan_order()
    )
    plans = {track.action.objective.action_line.plan_id for track in tracks}
    items = [
        Item(
            track=track,
            objective=track.action.objective,
            is_fresh=track.is_fresh(track.fresh_since),
            is_overdue=track.is_overdue(today),
            confirmation_key=uuid4(),
        )
        for track in tracks
    ]
    open_items = [item for item in items if item.needs_attention]
    done_items = [item for item in items if not item.needs_attention]
    return Worklist(
        current_rounds=tuple(ReportingRound.objects.filter(plan__in=plans).open(today)),
        open=tuple(_sections(open_items)),
        done=tuple(_sections(done_items)),
        open_count=len(open_items),
        done_count=len(done_items),
        has_several_owners=len({str(item.track.owner) for item in items}) > 1,
    )


def _sections(items: Iterable[Item]) -> Iterator[Section]:
    for objective, group in groupby(items, key=attrgetter("objective")):
        yield Section(objective, tuple(sorted(group, key=attrgetter("urgency"))))
