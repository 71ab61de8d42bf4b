"""What municipalities keep in the demo beside their progress.

Their managers, the coordinator's remarks and what they answered, and their own figures.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from municipalities.models import User

from . import services
from .demo_file import FiguresEntry, SessionEntry
from .demo_moments import Moment, edit, enter, find
from .demo_story import REGION, Story
from .demo_values import opening_of
from .models import BudgetShare, ReportingRound


def municipal_moments(story: Story) -> Iterator[Moment]:
    """All of it, for after what the story tells at the same time."""
    yield from _managers(story)
    yield from _words(story)
    yield from _figures(story)


def _managers(story: Story) -> Iterator[Moment]:
    """From when a manager sees it first, and what was agreed to."""
    participations = {
        participation.municipality.name: participation
        for participation in story.plan.participations.select_related("municipality")
    }
    for place, since in story.content.manager_sees_first.items():
        participation = find("deelname", place, participations)
        at = opening_of(since)
        yield edit(at, REGION, participation, needs_internal_approval=True)
    for name, place, session in _sessions(story):
        if agreed := session.approval:
            approve = partial(_approve, story, story.rounds[name], place)
            yield Moment(agreed.at, agreed.by, approve)


def _approve(
    story: Story,
    reporting_round: ReportingRound,
    place: str,
    by: User,
    now: datetime,
) -> None:
    services.approve_internally(
        story.find_submission(reporting_round, place),
        by=by,
        key=uuid5(NAMESPACE_URL, f"demo/{reporting_round}/{place}"),
        now=now,
    )


def _words(story: Story) -> Iterator[Moment]:
    """What the coordinator said of what was handed in, and what was answered."""
    for name, place, session in _sessions(story):
        for field, word, by in [
            ("remark", session.remark, REGION),
            ("reaction", session.reaction, place),
        ]:
            if word:
                words = {field: word.text}
                write = partial(_write, story, story.rounds[name], place, words)
                yield Moment(word.at, by, write)


def _write(
    story: Story,
    reporting_round: ReportingRound,
    place: str,
    words: dict[str, str],
    by: User,
    now: datetime,
) -> None:
    enter(story.find_submission(reporting_round, place), **words)


def _sessions(story: Story) -> Iterator[tuple[str, str, SessionEntry]]:
    for name, entry in story.content.rounds.items():
        for place, session in entry.sessions.items():
            yield name, place, session


def _figures(story: Story) -> Iterator[Moment]:
    """What a municipality itself filled in of its shares."""
    for title, places in story.content.own_figures.items():
        for place, changes in places.items():
            for change in changes:
                fill_in = partial(_fill_in, story, title, place, change)
                yield Moment(change.at, place, fill_in)


def _fill_in(
    story: Story, title: str, place: str, change: FiguresEntry, by: User, now: datetime
) -> None:
    shares = BudgetShare.objects.of_plan(story.plan).select_related(
        "budget_line", "municipality"
    )
    known = {
        f"{share.budget_line.title} ({share.municipality})": share for share in shares
    }
    share = find("aandeel", f"{title} ({place})", known)
    enter(share, **change.values_given())
