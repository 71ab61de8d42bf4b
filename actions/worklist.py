"""Mijn acties: what a person is to report on, what needs attention first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.http import QueryDict

from municipalities.models import User

from .forms import WorklistFilterForm
from .models import Objective, Progress, ReportingRound
from .notices import Notice
from .prepared import prepared
from .querysets import ProgressQuerySet, RoundQuerySet
from .worklist_items import Item, Kind


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
        return tuple(item for item in self.items if not item.card.is_fresh)

    @property
    def confirmable(self) -> tuple[Item, ...]:
        """What one click can confirm."""
        return tuple(item for item in self.items if item.card.is_confirmable)


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
