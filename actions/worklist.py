"""Mijn acties: what a person is to report on, what needs attention first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from itertools import groupby
from operator import attrgetter
from typing import Any, Self

from django.http import QueryDict

from municipalities.models import User

from .forms import Deadline, WorklistFilterForm
from .forms.worklist import NONE
from .models import Light, Objective, Phase, Progress, ReportingRound
from .notices import Notice
from .periods import Quarter
from .prepared import prepared
from .querysets import ProgressQuerySet, RoundQuerySet
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
    is_confirmable: bool
    asks_remedy: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One track on the list, with the form key of its one-click confirmation.

    An item with a notice was just reported on. `has_moved` marks the place where it
    stood: the notice shows there, and the track itself in its new group.
    """

    track: Progress
    objective: Objective
    is_fresh: bool
    is_overdue: bool
    seen: SeenTrack
    notice: Notice | None = None
    has_moved: bool = False

    @classmethod
    def of(cls, track: Progress, today: date) -> Self:
        """A track, read with `fresh_since`, as it stands today."""
        return cls(
            track=track,
            objective=track.action.objective,
            is_fresh=track.is_fresh(track.fresh_since),
            is_overdue=track.is_overdue(today),
            seen=SeenTrack.now(track),
        )

    @property
    def kind(self) -> Kind:
        """The group that it belongs to."""
        if self.is_overdue:
            return Kind.LATE
        return Kind.DONE if self.is_fresh else Kind.STALE

    @property
    def is_confirmable(self) -> bool:
        """Whether one click can say that nothing changed, and that is news."""
        return (
            not self.is_fresh
            and self.track.phase is not None
            and self.track.light != Light.RED
        )

    @property
    def asks_remedy(self) -> bool:
        """Whether a confirmation must say what is done about it."""
        return not self.is_fresh and self.track.light == Light.RED

    @property
    def card(self) -> Card:
        """What is shown of it."""
        track, action, state = self.track, self.track.action, self.track.state
        return Card(
            pk=track.pk,
            version=self.seen.version,
            code=action.code,
            title=action.title,
            url=track.get_absolute_url(),
            phase=track.phase,
            light=track.light,
            reported_at=state.reported_at if state else None,
            note=state.note if state else "",
            owner=str(track.owner),
            late_since=track.due_on if self.is_overdue else None,
            is_fresh=self.is_fresh,
            is_confirmable=self.is_confirmable,
            asks_remedy=self.asks_remedy,
        )

    @property
    def urgency(self) -> tuple[bool, int, bool]:
        """Not said this round, then red, orange, never reported, green; to sort by."""
        lights = [Light.RED, Light.ORANGE, None, Light.GREEN]
        return (
            self.is_fresh,
            lights.index(self.track.light),
            not self.track.action.is_priority,
        )

    def is_admitted_by(self, filters: dict[str, Any], today: date) -> bool:
        """Whether it is among what the filters of the form ask for."""
        phase = self.track.phase or NONE
        light = self.track.light or NONE
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
                return self.is_overdue
            case Deadline.THIS_QUARTER:
                return due_on is not None and due_on in quarter
            case Deadline.NEXT_QUARTER:
                return due_on is not None and due_on in quarter.next
            case Deadline.NONE:
                return due_on is None
        return True


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one objective."""

    objective: Objective
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The items that ask the same of somebody."""

    kind: Kind
    sections: tuple[Section, ...]
    items: tuple[Item, ...]

    @property
    def anchor(self) -> str:
        return self.kind.value[0]

    @property
    def title(self) -> str:
        return self.kind.value[1]

    @property
    def count(self) -> int:
        return len(self.items)

    @property
    def unconfirmed(self) -> tuple[Item, ...]:
        """What was not reported or confirmed this round."""
        return tuple(item for item in self.items if not item.is_fresh)

    @property
    def confirmable(self) -> tuple[Item, ...]:
        """What one click can confirm."""
        return tuple(item for item in self.items if item.is_confirmable)


@dataclass(frozen=True, slots=True)
class Worklist:
    """All that a person reports on, or what the filters leave of it."""

    current_rounds: tuple[ReportingRound, ...]
    filter_form: WorklistFilterForm
    groups: tuple[Group, ...]
    notices: tuple[Notice, ...]
    tracks: tuple[Progress, ...]

    @property
    def total(self) -> int:
        """How many there are without the filters."""
        return len(self.tracks)

    @property
    def has_several_owners(self) -> bool:
        return len({str(track.owner) for track in self.tracks}) > 1

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def is_filtered(self) -> bool:
        return bool(self.filter_form.query)

    @property
    def is_done(self) -> bool:
        """Whether all of it was reported this round, and nothing is late."""
        return {group.kind for group in self.groups} == {Kind.DONE}

    @property
    def confirmable(self) -> int:
        return sum(len(group.confirmable) for group in self.groups)


def build_worklist(
    user: User, *, today: date, query: QueryDict, notices: Sequence[Notice] = ()
) -> Worklist:
    """Read a person's own tracks, and sort what `query` asks by what is to be done."""
    tracks = _own_tracks(user, today)
    objectives = list(dict.fromkeys(track.action.objective for track in tracks))
    plans = frozenset(objective.action_line.plan_id for objective in objectives)
    rounds = _open_rounds(plans, today)
    form = WorklistFilterForm(query, objectives=objectives)
    filters = form.cleaned_data if form.is_valid() else None
    about = {notice.track.pk: notice for notice in notices if notice.track}

    def shows(item: Item) -> bool:
        return filters is None or item.is_admitted_by(filters, today)

    items = [
        item
        for track in tracks
        for item in _places(track, about.get(track.pk), today, shows)
    ]
    return Worklist(
        current_rounds=tuple(rounds),
        filter_form=form,
        groups=tuple(_groups(items)),
        notices=tuple(notice for notice in notices if not notice.track),
        tracks=tuple(tracks),
    )


@prepared
def _own_tracks(user: User, today: date) -> ProgressQuerySet:
    own = Progress.objects.own(user).with_state()
    return own.with_fresh_since(today).in_plan_order()


@prepared
def _open_rounds(plans: frozenset[int], today: date) -> RoundQuerySet:
    return ReportingRound.objects.filter(plan__in=plans).open(today)


def _places(
    track: Progress,
    notice: Notice | None,
    today: date,
    shows: Callable[[Item], bool],
) -> Iterator[Item]:
    """Where a track shows: where it is, and with its notice where it was."""
    now = Item.of(track, today)
    if notice and notice.track:
        before = Item.of(notice.track, today)
        if before.kind == now.kind and shows(now):
            yield replace(now, notice=notice)
            return
        yield replace(before, notice=notice, has_moved=True)
    if shows(now):
        yield now


def _groups(items: Iterable[Item]) -> Iterator[Group]:
    for kind in Kind:
        members = [item for item in items if item.kind == kind]
        if members:
            yield Group(
                kind=kind,
                sections=tuple(_sections(members)),
                items=tuple(item for item in members if not item.has_moved),
            )


def _sections(items: Iterable[Item]) -> Iterator[Section]:
    for objective, group in groupby(items, key=attrgetter("objective")):
        yield Section(objective, tuple(sorted(group, key=attrgetter("urgency"))))
