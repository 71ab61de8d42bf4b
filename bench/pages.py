"""What is measured: each main page as its own user asks for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from actions.models import Light, Phase, Plan, Progress
from municipalities.models import User

from .data import COORDINATOR, DRIEHOEK, NOTE, OFFICER, WORRY
from .visitor import Answer, Visitor

LOGIN_FLOOR = "floor: log-in"
SQL_FLOOR = "floor: SQL"


@dataclass(frozen=True, slots=True)
class Page:
    """A request to measure; with `fields` it is a form that is fetched and sent."""

    name: str
    email: str
    path: str
    fields: Mapping[str, str] = field(default_factory=dict)
    is_slow: bool = False

    def ask(self, visitor: Visitor) -> Answer:
        """Ask for it once; only the answer to the request itself is measured."""
        if not self.fields:
            return self._checked(visitor.get(self.path), 200)
        form = visitor.get(self.path).body.decode()
        version = re.search(r'name="base_version" value="(\d+)"', form)
        if version is None:
            raise SystemExit(f"{self.name}: {self.path} has no form")
        unseen = {"key": uuid4(), "base_version": version[1]}
        answer = self._checked(visitor.post(self.path, {**unseen, **self.fields}), 302)
        visitor.get(answer.location or "")  # as a browser does
        return answer

    def _checked(self, answer: Answer, status: int) -> Answer:
        if answer.status != status:
            raise SystemExit(f"{self.name}: {self.path} answers {answer.status}")
        return answer


def list_pages(plan: Plan) -> list[Page]:
    """The floors, then all that is held against them."""
    officer = User.objects.get(email=OFFICER)
    track, saved, confirmed = (
        Progress.objects.own(officer)
        .with_state()
        .exclude(municipality=None)
        .exclude(state__light=Light.RED)
        .in_plan_order()[:3]
    )
    newest = plan.rounds.first()
    changelist = reverse("admin:actions_progress_changelist")
    change = reverse("admin:actions_action_change", args=[track.action.pk])
    municipality = [plan.pk, track.municipality.code]
    edition = [plan.pk, newest.quarter.code]
    day = f"?peildatum={timezone.localdate().isoformat()}"
    state = {"phase": Phase.RUNNING, "light": Light.ORANGE, "note": NOTE, **WORRY}
    return [
        Page(LOGIN_FLOOR, OFFICER, reverse("floor-login")),
        Page(SQL_FLOOR, OFFICER, reverse("floor-sql")),
        Page("overview (matrix)", OFFICER, reverse("actions:overview")),
        Page("changes", COORDINATOR, reverse("actions:changes", args=[plan.pk])),
        Page("overview as of a day", OFFICER, reverse("actions:overview") + day),
        Page("history", OFFICER, reverse("actions:history", args=[plan.pk])),
        Page("mijn acties", OFFICER, reverse("actions:my-tracks")),
        Page("track", OFFICER, track.get_absolute_url()),
        Page("action", OFFICER, track.action.get_absolute_url()),
        Page("objective", OFFICER, track.action.objective.get_absolute_url()),
        Page(
            "objective as of a day",
            OFFICER,
            track.action.objective.get_absolute_url() + day,
        ),
        Page(
            "municipality", OFFICER, reverse("actions:municipality", args=municipality)
        ),
        Page("save an update", OFFICER, saved.get_absolute_url(), state),
        Page(
            "confirm",
            OFFICER,
            reverse("actions:confirm", args=[confirmed.pk]),
            {"remedy": ""},
        ),
        Page("admin: list of tracks", COORDINATOR, changelist),
        Page("admin: form of an action", COORDINATOR, change),
        Page("reports", DRIEHOEK, reverse("reporting:reports")),
        Page(
            "regional PDF",
            COORDINATOR,
            reverse("reporting:regional-pdf", args=edition),
            is_slow=True,
        ),
    ]
