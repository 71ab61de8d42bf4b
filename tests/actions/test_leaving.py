"""A municipality that leaves a plan: from the day after, its work there is over."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from actions.models import Progress
from actions.worklist import build_worklist
from tests.admin_pages import admin_url
from tests.factories import make_action, report


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def led_track(plan, aalten):
    """A joint track that Aalten leads."""
    return make_action(
        plan, scope="joint", title="Training", lead_municipality=aalten
    ).tracks.get()


@pytest.fixture
def leave(plan, aalten, today):
    """Let Aalten take part until some days from now."""

    def leave(days: int) -> None:
        ending = plan.participations.filter(municipality=aalten)
        ending.update(ends_on=today + timedelta(days))

    return leave


def own_and_editable(user) -> tuple[set[Progress], set[Progress]]:
    tracks = Progress.objects
    return set(tracks.own(user)), set(tracks.editable_by(user))


def test_on_the_last_day_everything_is_as_before(track, led_track, officer, leave):
    leave(0)

    assert own_and_editable(officer) == ({track, led_track}, {track, led_track})


def test_from_the_day_after_there_is_no_work(track, led_track, officer, leave, today):
    leave(-1)

    assert own_and_editable(officer) == (set(), set())
    worklist = build_worklist(officer, today=today, query=QueryDict())
    assert worklist.total == 0


def test_who_has_not_joined_yet_has_no_work_yet(plan, track, officer, aalten, today):
    plan.participations.filter(municipality=aalten).update(
        starts_on=today + timedelta(1)
    )

    assert own_and_editable(officer) == (set(), set())


def test_others_go_on(
    track,
    other_track,
    joint_track,
    led_track,
    other_officer,
    regional_lead,
    coordinator,
    leave,
):
    leave(-1)

    assert own_and_editable(other_officer)[0] == {other_track}
    assert own_and_editable(regional_lead)[0] == {joint_track}
    assert own_and_editable(coordinator)[1] == {other_track, joint_track, led_track}


def test_what_it_reported_stays_readable(
    client, plan, action, track, officer, aalten, leave
):
    report(track, officer, note="De meldroute is vastgesteld.")
    leave(-1)
    client.force_login(officer)

    for page in [
        track.get_absolute_url(),
        action.get_absolute_url(),
        reverse("actions:municipality", args=[plan.pk, aalten.code]),
    ]:
        shown = client.get(page).content.decode()
        assert "De meldroute is vastgesteld." in shown
        assert "Bijwerken" not in shown
    assert client.post(track.get_absolute_url(), {}).status_code == 404


def test_the_page_of_the_municipality_says_until_when_it_took_part(
    client, plan, officer, aalten, leave, today
):
    leave(-1)
    client.force_login(officer)

    page = client.get(reverse("actions:municipality", args=[plan.pk, aalten.code]))

    assert "deed mee aan dit plan tot en met" in page.content.decode()


def test_the_admin_shows_it_as_what_it_is(
    client, track, other_track, officer, coordinator, leave
):
    report(track, officer)
    leave(-1)
    client.force_login(coordinator)
    address = admin_url("actions_progress_changelist")

    page = client.get(address)
    stale = client.get(address, {"actueel": "nee"}).context["cl"].result_list

    assert "werk is voorbij" in page.content.decode()
    assert list(stale) == [other_track]
    one = client.get(admin_url("actions_progress_change", track.pk))
    assert "Opslaan" not in one.content.decode()
