"""What municipalities keep in the demo beside their progress.

Their managers, the coordinator's remarks and what they answered, and their own figures.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from municipalities.models import User

from . import services
from .demo_story import Content, Moment, Story, edit, moment_of
from .models import BudgetShare, ReportingRound

FIGURES = {
    "verplicht": "committed",
    "gerealiseerd": "spent",
    "prognose": "forecast",
}


def municipal_moments(story: Story) -> Iterator[Moment]:
    """All of it, for after what the story tells at the same time."""
    yield from _managers(story)
    yield from _words(story)
    yield from _figures(story)


def _managers(story: Story) -> Iterator[Moment]:
    """From when a manager sees it first, and what was agreed to."""
    participations = story.plan.participations.select_related("municipality")
    asked = story.content["leidinggevende-ziet-eerst"]
    for participation in participations:
        if since := asked.get(participation.municipality.name):
            yield edit(since, "regio", participation, needs_internal_approval=True)
    for name, place, steps in _submissions(story):
        if agreed := steps.get("intern-akkoord"):
            act = partial(_approve, story, story.rounds[name], place)
            yield Moment(moment_of(agreed["op"]), agreed["door"], act)


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
    for name, place, steps in _submissions(story):
        for key, field, by in [
            ("opmerking-bij", "remark", "regio"),
            ("reactie", "reaction", place),
        ]:
            if told := steps.get(key):
                write = partial(_write, story, story.rounds[name], place, field)
                yield Moment(moment_of(told["op"]), by, partial(write, told["tekst"]))


def _write(
    story: Story,
    reporting_round: ReportingRound,
    place: str,
    field: str,
    text: str,
    by: User,
    now: datetime,
) -> None:
    submission = story.find_submission(reporting_round, place)
    setattr(submission, field, text)
    submission.full_clean()
    submission.save()


def _submissions(story: Story) -> Iterator[tuple[str, str, Content]]:
    for name, told in story.content["rondes"].items():
        for place, steps in told["aanleveringen"].items():
            yield name, place, steps


def _figures(story: Story) -> Iterator[Moment]:
    """What a municipality itself filled in of its shares."""
    for title, places in story.content["eigen-bedragen"].items():
        for place, changes in places.items():
            for change in changes:
                act = partial(_fill_in, story, title, place, change)
                yield Moment(moment_of(change["op"]), place, act)


def _fill_in(
    story: Story, title: str, place: str, change: Content, by: User, now: datetime
) -> None:
    share = BudgetShare.objects.of_plan(story.plan).get(
        budget_line__title=title, municipality=story.places[place]
    )
    for key, field in FIGURES.items():
        if key in change:
            setattr(share, field, change[key])
    share.full_clean()
    share.save()
