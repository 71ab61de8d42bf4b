"""What happened to a plan and to what is in it, as far as somebody may see it.

A timeline holds everything that is, or ever was, part of one thing. What is part of
what, the models say: by relations that go when the whole goes, and by the way to their
region. So a new model is in the timelines of its wholes from the start.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CASCADE, ForeignKey, Model, Q, QuerySet
from django.urls import reverse
from django.utils.text import slugify

from municipalities.history import keeps_history
from municipalities.models import Membership, Municipality, RegionalRole, User
from municipalities.permissions import access_of
from municipalities.timeline import Event, Source, Timeline, Versions

from .models import Action, Amendment, Participation, Partner, Plan, Progress
from .written_once import Amendments, EvidenceAdded, EvidenceRemoved, Reports

RECENT = 5
"""How many events stand on the page of a thing itself."""

Keys = QuerySet | list[int]


class Parts:
    """The keys of all that is, or ever was, part of one row; by model.

    What has a page of its own tells there what happened to its parts. So these are left
    out, except from the timeline of the whole plan.
    """

    def __init__(self, root: type[Model], pk: int) -> None:
        self.root = root
        self._found: dict[Any, Keys | None] = {root: [pk]}

    def keys(self, model: Any) -> Keys | None:
        """Those of a model; None for a model of which nothing can be part."""
        if model not in self._found:
            wholes = {
                f"{field}__in": keys
                for field, whole in _wholes(model).items()
                if self._goes_through(whole) and (keys := self.keys(whole)) is not None
            }
            versions = model.history.filter(Q(*wholes.items(), _connector=Q.OR))
            self._found[model] = versions.values("id") if wholes else None
        return self._found[model]

    def _goes_through(self, whole: Any) -> bool:
        is_shown_apart = hasattr(whole, "get_absolute_url") and whole is not self.root
        return self.root is Plan or not is_shown_apart

    def versions(self, user: User) -> Iterator[QuerySet]:
        """The versions of all of them that somebody may see."""
        for model in dict.fromkeys([self.root, *_models()]):
            if (versions := self.versions_of(model, user)) is not None:
                yield versions

    def versions_of(self, model: Any, user: User) -> QuerySet | None:
        """Those of one model; None for a model of which nothing can be part."""
        keys = self.keys(model)
        if keys is None:
            return None
        return model.objects.versions_visible_to(user).filter(id__in=keys)


def _models() -> list[Any]:
    """What a plan is made of, as far as it keeps its history."""
    return [m for m in apps.get_app_config("actions").get_models() if keeps_history(m)]


@cache
def _wholes(model: Any) -> dict[str, Any]:
    """The relations through which a row is part of something, and what that is."""
    on_the_way = {path.partition("__")[0] for path in model.region_paths}
    return {
        field.name: field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and (field.remote_field.on_delete is CASCADE or field.name in on_the_way)
        and keeps_history(field.related_model)
    }


def _named_in(plan: Plan) -> dict[type[Model], QuerySet]:
    """The versions of those whom a plan names, and who are not part of it."""
    taking_part = Participation.history.filter(plan=plan.pk).values("municipality")
    return {
        Partner: Partner.history.filter(region=plan.region_id),
        RegionalRole: RegionalRole.history.filter(region=plan.region_id),
        Municipality: Municipality.history.filter(id__in=taking_part),
    }


def timeline_of_plan(plan: Plan, user: User) -> Timeline:
    """What happened to a plan, to all that is in it and to whom it names."""
    histories = [*Parts(Plan, plan.pk).versions(user), *_named_in(plan).values()]
    tracks = Progress.objects.of_plan(plan)
    written_once = [*_told_of(tracks, user), Amendments(plan=plan)]
    return _timeline(plan, user, histories, written_once)


def timeline_of_municipality(pk: int, plan: Plan, user: User) -> Timeline:
    """What happened to a municipality, and to what is hers in a plan.

    Who held which role there is for those who give out the roles.
    """
    histories = [Municipality.history.filter(id=pk)]
    if plan.region_id in access_of(user).manages_people_of:
        histories.append(Membership.history.filter(municipality=pk))
    histories += (
        versions.filter(municipality=pk)
        for versions in Parts(Plan, plan.pk).versions(user)
        if "municipality" in {field.name for field in versions.model.tracked_fields}
    )
    tracks = Progress.objects.of_plan(plan).of_municipality(pk)
    return _timeline(plan, user, histories, _told_of(tracks, user))


def timeline_of(model: type[Model], pk: int, plan: Plan, user: User) -> Timeline:
    """What happened to one thing in a plan, and to its parts."""
    if model is Plan:
        return timeline_of_plan(plan, user)
    if model is Municipality:
        return timeline_of_municipality(pk, plan, user)
    tracks = Progress.objects.filter(action=pk)
    written_once = _told_of(tracks, user) if model is Action else []
    return _timeline(plan, user, Parts(model, pk).versions(user), written_once)


def _told_of(tracks: QuerySet, user: User) -> list[Source]:
    """What was told on these tracks, and with which evidence."""
    return [
        Reports(user, progress__in=tracks),
        EvidenceAdded(user, update__progress__in=tracks),
        EvidenceRemoved(user, update__progress__in=tracks),
    ]


def _timeline(
    plan: Plan,
    user: User,
    histories: Iterable[QuerySet],
    written_once: Iterable[Source],
) -> Timeline:
    versions = [Versions(rows, user) for rows in histories]
    return Timeline(
        [*versions, *written_once],
        url_of=lambda model, pk: history_url(plan, model, pk),
    )


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in a plan that has a history: what it is, its name and its page."""

    model: type[Model]
    name: str
    url: str


def find_thing(kind: str, pk: int, plan: Plan, user: User) -> Thing | None:
    """What an address names, if the plan has or had it and this person may see it."""
    named = _named_in(plan)
    for model in [*named, *_models()]:
        if kind_of(model) == kind:
            versions = named.get(model)
            if versions is None:
                versions = Parts(Plan, plan.pk).versions_of(model, user)
            if versions is not None:
                timeline = Timeline([Versions(versions.filter(id=pk), user)])
                for newest in timeline[:1]:
                    return Thing(model, newest.subject, _page_of(model, pk, plan))
    return None


@cache
def kind_of(model: type[Model]) -> str:
    """What a model is called in an address."""
    return slugify(str(model._meta.verbose_name))


def history_url(plan: Plan, model: type[Model], pk: int) -> str:
    """Where is told what happened to one thing; a track tells it on its page,
    and what was decided stands in the register.

    Of a role in a municipality nothing more is told here.
    """
    if model is Progress:
        return reverse("actions:track", args=[pk])
    if model is Amendment:
        return reverse("actions:amendments", args=[plan.pk])
    if keeps_history(model) and model is not Membership:
        return reverse("actions:object-history", args=[plan.pk, kind_of(model), pk])
    return ""


def _page_of(model: Any, pk: int, plan: Plan) -> str:
    """The page of a thing; nothing for one that has none, or that is gone."""
    row = model.objects.filter(pk=pk).first()
    if isinstance(row, Municipality):
        return reverse("actions:municipality", args=[plan.pk, row.code])
    return row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""


@dataclass(frozen=True, slots=True)
class Recent:
    """The newest events of one thing, and where the others are."""

    events: tuple[Event, ...]
    url: str


def recent(row: Model, plan: Plan, user: User) -> Recent:
    """What happened last to a thing, for on its page."""
    model = type(row)
    timeline = timeline_of(model, row.pk, plan, user)
    return Recent(tuple(timeline[:RECENT]), history_url(plan, model, row.pk))
