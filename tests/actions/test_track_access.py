"""What a person may do with one track is what the querysets find of many."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from actions.as_of import as_of
from actions.models import Action, Participation, Plan, Progress
from actions.plan_guard import opened
from actions.track_access import keeps, may_report, reads_notes
from municipalities.models import Role
from tests.factories import make_action, make_member, make_plan, make_region, make_user

TODAY = timezone.localdate()
DAY = timedelta(days=1)
STAYS = {
    "all the time": {},
    "until today": {"ends_on": TODAY},
    "until yesterday": {"ends_on": TODAY - DAY},
    "from today": {"starts_on": TODAY},
    "from tomorrow": {"starts_on": TODAY + DAY},
}
"""How long the first municipality takes part."""


@pytest.fixture
def people(request, aalten):
    """Somebody of every role, of another region, of two roles, of none and of all."""
    names = "coordinator officer other_officer manager regional_lead reader outsider"
    people = [request.getfixturevalue(name) for name in [*names.split(), "nobody"]]
    both = make_member(Role.COORDINATOR, make_region(), name="Beide")
    both.memberships.create(
        role=Role.OFFICER, municipality=aalten, starts_on=TODAY - DAY
    )
    return [*people, both, make_user("Super", is_superuser=True)]


@pytest.fixture
def tracks(aalten, berkelland):
    """Tracks of every scope and lead, of plans in every state."""
    for status, (stay, days) in product(Plan.Status, STAYS.items()):
        plan = make_plan(aalten, berkelland, title=f"{status}, {stay}")
        make_action(plan)
        make_action(plan, scope="joint", lead_municipality=aalten)
        make_action(plan, scope="joint", lead_municipality=berkelland)
        make_action(plan, scope="regional")
        retired = make_action(plan)
        with opened(plan):
            Action.objects.filter(pk=retired.pk).update(
                retired_on=TODAY, retirement_reason="Klaar."
            )
            Participation.objects.filter(plan=plan, municipality=aalten).update(**days)
            Plan.objects.filter(pk=plan.pk).update(status=status)
    return Progress.objects.with_state().with_plan()


def test_one_may_report_on_what_is_found_to_report_on(people, tracks):
    everything = set()
    for person in people:
        found = set(Progress.objects.editable_by(person))
        everything |= found

        assert {track for track in tracks if may_report(person, track)} == found
    assert set() < everything < set(tracks)


def test_the_own_tracks_are_those_one_keeps_where_work_goes_on(people, tracks):
    for person in people:
        own = set(Progress.objects.own(person))
        may = set(Progress.objects.editable_by(person))

        assert own <= {track for track in tracks if keeps(person, track)}
        assert own <= may


def test_all_notes_are_read_where_each_may_be_before_it_is_accepted(people, tracks):
    for person in people:
        found = {
            track for track in tracks.with_note_access(person) if track.note_is_readable
        }

        assert {track for track in tracks if reads_notes(person, track)} == found


def test_nobody_reports_in_the_past(people, track):
    track = Progress.objects.with_state().with_plan().get(pk=track.pk)

    with as_of(TODAY):
        assert not any(may_report(person, track) for person in people)
