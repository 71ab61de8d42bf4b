"""Prepared queries about a plan: for whom, and on which day."""

from datetime import date

from django.utils.timezone import localdate

from actions.as_of import as_of
from actions.models import Action, Plan, Progress
from actions.prepared import prepared
from municipalities.models import Role, User


@prepared
def editable(user: User):
    return Progress.objects.editable_by(user).in_plan_order()


@prepared
def actions_of(plan: int):
    return Action.objects.of_plan(plan)


def as_in_next_request(user: User) -> User:
    """Rights are read once per request."""
    return User.objects.get(pk=user.pk)


def test_who_gets_or_loses_a_role_sees_what_that_gives(track, other_track, officer):
    assert editable(officer) == [track]

    role = officer.memberships.create(
        role=Role.OFFICER, municipality=other_track.municipality
    )
    assert set(editable(as_in_next_request(officer))) == {track, other_track}

    role.delete()
    assert editable(as_in_next_request(officer)) == [track]


def test_nobody_gets_the_answer_of_another(track, other_track, officer, other_officer):
    assert editable(officer) == [track]
    assert editable(other_officer) == [other_track]


def test_in_the_past_nothing_can_be_changed(track, officer):
    """Not on this very day either, as it was by its end."""
    assert editable(officer) == [track]
    with as_of(localdate()):
        assert editable(officer) == []
    assert editable(officer) == [track]


def test_the_past_is_read_from_its_own_tables(plan, action):
    assert actions_of(plan.pk) == [action]
    with as_of(date(2020, 1, 1)):
        assert actions_of(plan.pk) == []
    assert actions_of(plan.pk) == [action]


def test_a_plan_is_asked_by_its_key(plan, action):
    assert Plan.objects.of_plan(plan.pk).get() == plan
    assert list(Action.objects.of_plan(plan)) == actions_of(plan.pk)
