"""Scope decides the tracks (design, section 2)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from actions import services
from actions.models import Action, MilestoneStatus, Participation, Progress, Scope
from tests.factories import (
    make_action,
    make_municipality,
    make_objective,
    make_plan,
    make_region,
    make_regional_role,
    report,
)


def test_local_action_has_a_track_for_every_participant(action, aalten, berkelland):
    assert set(action.tracks.values_list("municipality__name", flat=True)) == {
        "Aalten",
        "Berkelland",
    }


@pytest.mark.parametrize("scope", [Scope.REGIONAL, Scope.JOINT])
def test_regional_and_joint_actions_have_one_track_without_municipality(plan, scope):
    action = make_action(plan, scope=scope)

    track = action.tracks.get()

    assert track.municipality is None
    assert track.owner == action.lead_role


def test_a_municipality_that_joins_gets_its_tracks_and_milestones(plan, action):
    milestone = action.objective.milestones.create(
        title="Meldroute", is_per_municipality=True, due_on=date(2024, 12, 31)
    )
    newcomer = make_municipality("Winterswijk")

    Participation.objects.create(plan=plan, municipality=newcomer)
    services.create_missing_tracks(plan)

    assert action.tracks.filter(municipality=newcomer).count() == 1
    assert milestone.statuses.filter(municipality=newcomer).count() == 1


def test_a_municipality_that_left_gets_no_new_tracks(plan, aalten):
    yesterday = timezone.localdate() - timedelta(days=1)
    plan.participations.filter(municipality=aalten).update(ends_on=yesterday)

    action = make_action(plan)

    assert not action.tracks.filter(municipality=aalten).exists()


def test_making_tracks_again_makes_none(plan, action):
    assert services.create_missing_tracks(plan) == 0


def test_a_track_exists_once_per_action_and_municipality(action, aalten):
    with pytest.raises(IntegrityError), transaction.atomic():
        Progress.objects.create(action=action, municipality=aalten)


def test_a_regional_track_exists_once(joint_action):
    with pytest.raises(IntegrityError), transaction.atomic():
        Progress.objects.create(action=joint_action)


@pytest.mark.parametrize(
    ("scope", "has_municipality", "has_role"),
    [
        (Scope.LOCAL, True, False),
        (Scope.LOCAL, False, True),
        (Scope.JOINT, True, True),
        (Scope.JOINT, False, False),
        (Scope.REGIONAL, False, False),
    ],
)
def test_a_lead_that_does_not_fit_the_scope_is_refused(
    plan, aalten, scope, has_municipality, has_role
):
    action = Action(
        objective=make_objective(plan),
        number=1,
        title="Kader",
        description="Een kader.",
        scope=scope,
        lead_municipality=aalten if has_municipality else None,
        lead_role=make_regional_role() if has_role else None,
    )

    with pytest.raises(ValidationError, match="precies één trekker"):
        action.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        action.save()


def test_changing_the_scope_makes_other_tracks(action):
    action.scope = Scope.JOINT
    action.lead_role = make_regional_role()
    action.save()

    services.rebuild_tracks(action)

    assert action.tracks.get().municipality is None


def test_the_scope_is_fixed_once_there_is_progress(action, track, officer):
    report(track, officer)
    action.scope = Scope.JOINT
    action.lead_role = make_regional_role()

    with pytest.raises(ValidationError, match="al voortgang gemeld"):
        services.rebuild_tracks(action)

    assert action.tracks.count() == 2


@pytest.mark.django_db
@given(
    scopes=st.lists(st.sampled_from(Scope), max_size=6),
    participants=st.integers(min_value=0, max_value=5),
    repeats=st.integers(min_value=1, max_value=3),
)
def test_there_is_one_track_per_participant_or_one_in_all(
    scopes, participants, repeats
):
    with transaction.atomic():
        municipalities = [make_municipality() for _ in range(participants)]
        plan = make_plan(*municipalities, region=make_region("Proef"), title="Proef")
        for scope in scopes:
            make_action(plan, scope=scope)

        for _ in range(repeats):
            services.create_missing_tracks(plan)

        local = scopes.count(Scope.LOCAL)
        expected = local * participants + len(scopes) - local
        assert Progress.objects.of_plan(plan).count() == expected
        assert not MilestoneStatus.objects.of_plan(plan).exists()
        transaction.set_rollback(True)


def test_numbers_go_on_where_the_plan_stopped(plan):
    first = make_objective(plan)
    second = make_objective(plan)
    actions = [make_action(plan, objective=second) for _ in range(2)]

    assert (first.number, second.number) == (1, 2)
    assert [action.code for action in actions] == ["2.1", "2.2"]


def test_an_action_is_retired_with_a_reason_and_keeps_its_progress(
    action, track, officer
):
    report(track, officer)

    with pytest.raises(ValidationError, match="reden"):
        services.retire_action(action, reason=" ", on=date(2025, 7, 1))
    services.retire_action(action, reason="Opgegaan in 2.1", on=date(2025, 7, 1))

    assert not Action.objects.running().filter(pk=action.pk).exists()
    assert track.updates.count() == 1
    assert action.history.first().history_change_reason == "Opgegaan in 2.1"
