"""What was not reported this round shows as no report: not green, not as news."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Progress
from tests.admin_pages import admin_url
from tests.factories import make_round, report

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
JUNE = datetime(2025, 6, 26, 10, tzinfo=AMSTERDAM)


@pytest.fixture
def this_round(plan):
    """A round that opened yesterday."""
    yesterday = timezone.localdate() - timedelta(1)
    return make_round(plan, opens_on=yesterday, closes_on=yesterday + timedelta(20))


@pytest.fixture
def page_of(client, plan, action, track, aalten):
    """The part of a page that says where the track stands."""
    below = {"overview": 'class="matrix"', "municipality": 'id="voortgang"'}
    addresses = {
        "action": action.get_absolute_url(),
        "municipality": reverse("actions:municipality", args=[plan.pk, aalten.code]),
        "track": track.get_absolute_url(),
        "my tracks": reverse("actions:my-tracks"),
        "overview": reverse("actions:overview"),
    }

    def page_of(name: str, person) -> str:
        client.force_login(person)
        page = client.get(addresses[name]).content.decode()
        main = page[page.index("<main") :].partition("Eerdere berichten")[0]
        _, found, below_totals = main.partition(below.get(name, "<main"))
        # The overview's sums stand below it.
        return found + below_totals.partition("<tfoot")[0]

    return page_of


PAGES = [
    ("action", "reader"),
    ("municipality", "reader"),
    ("track", "reader"),
    ("my tracks", "officer"),
    ("overview", "reader"),
]


@pytest.mark.parametrize(("name", "person"), PAGES)
def test_an_old_green_is_not_green(
    request, track, officer, this_round, page_of, name, person
):
    report(track, officer, now=JUNE)

    page = page_of(name, request.getfixturevalue(person))

    assert "light--green" not in page
    assert "Geen opgave deze ronde" in page
    if name != "overview":
        assert "Laatst gemeld op" in page
        assert ">26 juni 2025</time>: in uitvoering, op schema" in page


@pytest.mark.parametrize(("name", "person"), PAGES)
def test_what_was_reported_this_round_is_green(
    request, track, officer, this_round, page_of, name, person
):
    report(track, officer)

    page = page_of(name, request.getfixturevalue(person))

    assert "light--green" in page
    assert "Laatst gemeld" not in page


@pytest.mark.parametrize(("name", "person"), PAGES)
def test_where_nothing_is_going_on_there_is_no_light(
    request, track, other_track, officer, this_round, page_of, name, person
):
    other_track.delete()
    report(track, officer, phase="not_applicable", light="")

    page = page_of(name, request.getfixturevalue(person))

    assert "N.v.t." in page
    assert 'class="light ' not in page


@pytest.mark.parametrize(("name", "person"), PAGES[:4])
def test_what_was_never_reported_says_so(
    request, track, this_round, page_of, name, person
):
    page = page_of(name, request.getfixturevalue(person))

    assert "Geen opgave deze ronde" in page
    assert "Nog nooit gemeld" in page


def test_my_tracks_says_the_light_in_a_word(track, officer, this_round, page_of):
    report(track, officer, light="orange")

    assert '<span class="light__text">Aandacht nodig</span>' in page_of(
        "my tracks", officer
    )


def test_the_list_of_the_admin_shows_and_filters_by_the_same_rule(
    client, track, other_track, officer, other_officer, coordinator, this_round
):
    report(track, officer, now=JUNE)
    report(other_track, other_officer)
    client.force_login(coordinator)

    def found(**filters: str) -> list[Progress]:
        answer = client.get(admin_url("actions_progress_changelist"), filters)
        return list(answer.context["cl"].result_list)

    page = client.get(admin_url("actions_progress_changelist")).content.decode()
    assert page.count("light--green") == 1
    assert "laatst 26-6-2025: in uitvoering, op schema" in page
    assert found(stoplicht="green") == [other_track]
    assert found(stoplicht="geen") == [track]
