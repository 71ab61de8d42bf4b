"""Named questions about tracks, and who may see and change them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from actions.as_of import changeable, today
from actions.periods import Quarter
from municipalities.models import User
from municipalities.permissions import access_of
from municipalities.querysets import one_of

from .plan import AppendOnlyQuerySet
from .waiting import WaitingTrackQuerySet

PLAN_OF_ACTION = "action__objective__action_line__plan"


def own_track(user: User, track: str = "") -> Q:
    """The condition that a track is this person's own to report on.

    `track` is the path to the track, ending in "__", from the model that is filtered.
    """
    access = access_of(user)
    return (
        one_of(f"{track}municipality", access.officer_of)
        | one_of(f"{track}action__lead_municipality", access.officer_of)
        | one_of(f"{track}action__lead_role", access.leads)
    )


def read_track(user: User, track: str = "") -> Q:
    """The condition that a track is of this person's own municipality, or post.

    Beside those who report on it, a manager reads along.
    """
    managed = access_of(user).manager_of
    return (
        own_track(user, track)
        | one_of(f"{track}municipality", managed)
        | one_of(f"{track}action__lead_municipality", managed)
    )


def takes_part(municipality: str, plan: str = PLAN_OF_ACTION) -> Q:
    """The condition that a municipality, by its path, takes part today in a plan.

    The paths are those from a track, unless said otherwise.
    """
    return _takes_part_on(today(), municipality, plan)


@lru_cache(maxsize=64)
def _takes_part_on(day: date, municipality: str, plan: str) -> Q:
    """Built once a day: a page asks the same of several querysets."""
    participations = apps.get_model("actions", "Participation").objects
    in_force = participations.on(day).filter(
        plan=OuterRef(plan), municipality=OuterRef(municipality)
    )
    return Q(**{municipality: None}) | Q(Exists(in_force))


def running_track() -> Q:
    """The condition that work goes on.

    The plan is not closed, the action not retired, and the municipality takes part.
    """
    return (
        Q(action__retired_on=None)
        & ~Q(**{f"{PLAN_OF_ACTION}__status": "closed"})
        & takes_part("municipality")
    )


def own_work(user: User) -> Q:
    """The condition that a track, if work on it goes on, is this person's to report."""
    return own_track(user) & takes_part("action__lead_municipality")


def editable_track(user: User) -> Q:
    """The condition that this person may report on a track: own, or of the region.

    Nobody reports in the past.
    """
    coordinates = one_of(f"{PLAN_OF_ACTION}__region", access_of(user).coordinates)
    return changeable() & running_track() & (own_work(user) | coordinates)


def readable_note(user: User, *, track: str, update: str) -> models.Expression:
    """The condition that this person may read what an update says in words.

    One's own notes and, for a coordinator, all of the region; of others only what
    was handed in with a submission that the coordinator accepted (design, section 2).
    `track` and `update` are the paths, ending in "__", from the annotated model.
    """
    submissions = apps.get_model("actions", "Submission").objects.filter(
        Q(municipality=OuterRef(f"{track}municipality"))
        | Q(municipality=OuterRef(f"{track}action__lead_municipality"))
        | Q(lead_role=OuterRef(f"{track}action__lead_role")),
        round__plan=OuterRef(f"{track}{PLAN_OF_ACTION}"),
        state="accepted",
        submitted_at__gte=OuterRef(f"{update}recorded_at"),
    )
    regions = access_of(user).coordinates
    coordinates = one_of(f"{track}{PLAN_OF_ACTION}__region", regions)
    return Case(
        When(coordinates | read_track(user, track), then=Value(True)),
        default=Exists(submissions),
        output_field=models.BooleanField(),
    )


class ProgressQuerySet(WaitingTrackQuerySet):
    """Tracks."""

    def running(self) -> Self:
        """Tracks on which work goes on."""
        return self.filter(running_track())

    def of_running_actions(self) -> Self:
        """Tracks of actions that were not retired, also where the work is over."""
        return self.filter(action__retired_on=None)

    def with_running(self) -> Self:
        """With `is_running`: whether work on the track goes on."""
        return self.annotate(
            is_running=Case(
                When(running_track(), then=Value(True)), default=Value(False)
            )
        )

    def own(self, user: User) -> Self:
        """Tracks that this person is to report on."""
        return self.filter(running_track(), own_work(user))

    def editable_by(self, user: User) -> Self:
        """Tracks that this person may report on."""
        return self.filter(editable_track(user))

    def of_plan(self, plan: models.Model | int) -> Self:
        """The tracks of one plan."""
        return self.filter(**{PLAN_OF_ACTION: plan})

    def of_owners(self, *, municipalities: Iterable, roles: Iterable) -> Self:
        """The tracks that these municipalities and regional roles report on."""
        municipalities, roles = set(municipalities) - {None}, set(roles) - {None}
        return self.filter(
            Q(municipality__in=municipalities)
            | Q(action__lead_municipality__in=municipalities)
            | Q(action__lead_role__in=roles)
        )

    def of_municipality(self, municipality: models.Model | int) -> Self:
        """The tracks that a municipality carries out or leads."""
        return self.filter(
            Q(municipality=municipality) | Q(action__lead_municipality=municipality)
        )

    def of_actions(self, actions: Collection[models.Model | int]) -> Self:
        """The tracks of these actions."""
        return self.filter(action__in=actions)

    def of_municipalities(self, municipalities: Collection[models.Model | int]) -> Self:
        """The tracks of these municipalities, and those that all of them share."""
        return self.filter(Q(municipality=None) | Q(municipality__in=municipalities))

    def with_name_and_state(self) -> Self:
        """With the newest update, and only what names the track and its owner."""
        return self.select_related(
            "state",
            "municipality",
            "action__objective",
            "action__lead_municipality",
            "action__lead_role",
        )

    def with_state(self) -> Self:
        """With the newest update, the names, and the line that says of which plan."""
        return self.with_name_and_state().select_related(
            "action__objective__action_line"
        )

    def with_plan_and_state(self) -> Self:
        """For the page of one: its plan, its municipality and its newest update.

        A lead or a partner that is waited for, mostly none, is read when it is named.
        """
        return self.select_related(
            "state", "municipality", "action__objective__action_line__plan"
        )

    def with_explanation(self) -> Self:
        """With who is waited for, which the words of the newest update name."""
        return self.select_related("state__waits_for")

    def with_reporter(self) -> Self:
        """With who wrote the newest update."""
        return self.select_related("state__author")

    def with_plan(self) -> Self:
        """With the plan that the track belongs to."""
        return self.select_related("action__objective__action_line__plan")

    def with_note_access(self, user: User) -> Self:
        """With `note_is_readable`: whether this person may read the newest note."""
        return self.annotate(
            note_is_readable=readable_note(user, track="", update="state__")
        )

    def with_edit_access(self, user: User) -> Self:
        """With `is_editable`: whether this person may report on the track."""
        return self.annotate(
            is_editable=Case(
                When(editable_track(user), then=Value(True)), default=Value(False)
            )
        )

    def with_fresh_since(self, today: date) -> Self:
        """With `fresh_since`: what `Plan.fresh_since` says of each track's plan."""
        rounds = apps.get_model("actions", "ReportingRound").objects
        newest = rounds.opened_by(today).filter(plan=OuterRef(PLAN_OF_ACTION))
        return self.annotate(
            fresh_since=Coalesce(
                Subquery(newest.values("opens_on")[:1]),
                Value(Quarter.of(today).first_day),
            )
        )

    def fresh(self) -> Self:
        """Of tracks with `fresh_since`: those reported or confirmed on or after it."""
        return self.filter(state__reported_at__date__gte=F("fresh_since"))

    def stale(self) -> Self:
        """Of tracks with `fresh_since`: the others, also those never reported on."""
        return self.filter(
            Q(state__reported_at=None)
            | Q(state__reported_at__date__lt=F("fresh_since"))
        )

    def unreported(self) -> Self:
        """Tracks on which nothing was reported, or all of it was withdrawn."""
        return self.filter(Q(state=None) | Q(state__phase=""))

    def before(self, action: models.Model) -> Self:
        """Those of the action of an earlier plan on which this one goes on, if any."""
        earlier = action.continues_id
        return self.filter(action=earlier) if earlier else self.none()

    def in_plan_order(self) -> Self:
        """As the plan is printed; municipalities by name."""
        return self.order_by(
            "action__objective__number", "action__number", "municipality__name"
        )


class ProgressUpdateQuerySet(AppendOnlyQuerySet):
    """Updates on tracks."""

    def recorded_until(self, moment: datetime) -> Self:
        """Updates recorded at or before a moment."""
        return self.filter(recorded_at__lte=moment)

    def recorded_after(self, moment: datetime) -> Self:
        """Updates recorded after a moment, the oldest of each track first."""
        return self.filter(recorded_at__gt=moment).order_by("progress", "sequence")

    def standing(self) -> Self:
        """Updates and confirmations that were not withdrawn, the newest first."""
        return self.filter(withdraws=None, withdrawn_by=None).order_by("-sequence")

    def that_stand_on(self, tracks: Iterable[models.Model]) -> Self:
        """What stands on these tracks, per track the oldest first."""
        return (
            self.standing()
            .filter(progress__in=[track.pk for track in tracks])
            .order_by("progress", "sequence")
            .only("progress", "phase", "recorded_at")
        )

    def for_timeline(self) -> Self:
        """The newest first, with who wrote it, what it undid and what undid it."""
        return self.select_related(
            "author", "waits_for", "withdraws", "withdrawn_by"
        ).order_by("-sequence")

    def with_evidence(self, user: User) -> Self:
        """With the `evidence` that this person may see."""
        attachments = apps.get_model("actions", "Attachment").objects
        return self.select_related("withdrawn_by").prefetch_related(
            Prefetch("attachments", attachments.for_timeline(user), to_attr="evidence")
        )

    def open_to_evidence(self, user: User) -> Self:
        """Updates that stand, on tracks that this person may report on."""
        tracks = apps.get_model("actions", "Progress").objects.editable_by(user)
        return self.standing().filter(progress__in=tracks)

    def with_track(self) -> Self:
        """With all that names the track, who wrote it and who is waited for."""
        return self.select_related(
            "author",
            "waits_for",
            "progress__municipality",
            "progress__action__objective",
            "progress__action__lead_municipality",
            "progress__action__lead_role",
        )

    def newest_per_track(self, moment: datetime) -> Self:
        """Of every track the newest update recorded at or before a moment.

        Each row carries the whole state, so these are the states at that moment.
        """
        newest = (
            self.model.objects.filter(
                progress=OuterRef("progress"), recorded_at__lte=moment
            )
            .order_by("-sequence")
            .values("pk")[:1]
        )
        return self.recorded_until(moment).filter(pk=Subquery(newest))

    def with_note_access(self, user: User) -> Self:
        """With `note_is_readable`: whether this person may read the note."""
        return self.annotate(
            note_is_readable=readable_note(user, track="progress__", update="")
        )

    def with_all_notes(self) -> Self:
        """The same, on a track of which this person may read every note."""
        return self.annotate(note_is_readable=Value(True))
