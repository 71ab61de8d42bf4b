"""Reporting on a page and in the list: errors, conflicts, and what is said after."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from actions.models import ProgressUpdate
from actions.notices import undone_by
from actions.seen import SeenTrack
from tests.factories import make_action, report
from tests.htmx import Part

LIST = reverse("actions:my-tracks")


@pytest.fixture
def client(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture(params=["page", "list"])
def browser(request, client):
    """The same on a page of its own and in the list: with and without JavaScript."""
    return client if request.param == "page" else Part(client)


def form(version: int = 0, **fields: object) -> dict[str, object]:
    state = {"phase": "running", "light": "green", "note": "Het loopt."}
    return {"key": uuid4(), "base_version": version} | state | fields


def confirm_url(track):
    return reverse("actions:confirm", args=[track.pk])


def undo_steps(client) -> list[SeenTrack]:
    """What the message on the next page can undo."""
    (message,) = client.get(LIST).context["messages"]
    return undone_by(message)


# What stays the same with and without JavaScript


def test_what_is_wrong_is_said_and_what_was_typed_stays(browser, track):
    answer = browser.post(track.get_absolute_url(), form(light="red", cause="Ziekte."))

    assert answer.status_code == 422
    assert "Schrijf op wat eraan gedaan wordt" in answer.content.decode()
    assert "Ziekte.</textarea>" in answer.content.decode()
    assert not ProgressUpdate.objects.exists()


def test_who_saves_second_sees_both_versions_with_the_differences_marked(
    browser, track, coordinator
):
    report(track, coordinator, note="Van de regio.")

    answer = browser.post(track.get_absolute_url(), form(note="Van de gemeente."))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Iemand anders was u voor" in page
    assert "Van de <mark>regio.</mark>" in page
    assert "Van de <mark>gemeente.</mark>" in page
    assert "Mijn versie opslaan" in page
    assert "De opgeslagen versie laten staan" in page
    assert track.updates.count() == 1


def test_who_chooses_the_own_version_has_it_saved(browser, track, coordinator):
    report(track, coordinator)
    mine = form(note="Toch dit.")
    conflict = browser.post(track.get_absolute_url(), mine).context["form"]

    again = mine | {name: conflict[name].value() for name in ("key", "base_version")}
    answer = browser.post(track.get_absolute_url(), again)

    track.refresh_from_db()
    assert answer.status_code in (200, 302)
    assert (track.state.note, track.version) == ("Toch dit.", 2)


def test_a_third_version_in_between_is_shown_again(browser, track, coordinator):
    report(track, coordinator)
    mine = form(note="Mijn versie.")
    conflict = browser.post(track.get_absolute_url(), mine).context["form"]
    report(track, coordinator, note="De derde.")

    again = mine | {name: conflict[name].value() for name in ("key", "base_version")}
    answer = browser.post(track.get_absolute_url(), again)

    assert answer.status_code == 409
    assert "<mark>De derde.</mark>" in answer.content.decode()
    assert track.updates.count() == 2


def test_who_lets_the_saved_version_stand_saves_nothing(browser, track, coordinator):
    report(track, coordinator)

    answer = browser.post(track.get_absolute_url(), form() | {"leave": "1"})

    assert answer.status_code in (200, 302)
    assert track.updates.count() == 1


def test_a_form_that_was_changed_after_it_was_saved_is_not_lost(
    browser, track, officer
):
    sent = form(note="Eerst dit.")
    browser.post(track.get_absolute_url(), sent)

    answer = browser.post(track.get_absolute_url(), sent | {"note": "Nu dit."})

    assert answer.status_code == 409
    assert "U hebt hier al iets opgeslagen" in answer.content.decode()
    assert track.updates.count() == 1


def test_a_second_click_saves_once(browser, track):
    sent = form()

    answers = [browser.post(track.get_absolute_url(), sent) for _ in range(2)]

    assert answers[0].status_code == answers[1].status_code
    assert track.updates.count() == 1


def test_who_confirms_what_changed_meanwhile_sees_both(
    browser, track, officer, coordinator
):
    report(track, officer, note="Zoals ik het zag.")
    report(track, coordinator, note="Zoals het is.")

    answer = browser.post(confirm_url(track), {"key": uuid4(), "base_version": 1})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Wat u wilde bevestigen" in page
    assert "Zoals <mark>ik</mark> het <mark>zag.</mark>" in page
    assert track.updates.count() == 2


def test_red_is_confirmed_only_with_a_remedy(browser, track, officer):
    report(track, officer, light="red")
    sent = {"key": uuid4(), "base_version": 1}

    refused = browser.post(confirm_url(track), sent)
    browser.post(confirm_url(track), sent | {"remedy": "Wij gaan langs."})

    track.refresh_from_db()
    assert refused.status_code == 422
    assert track.state.remedy == "Wij gaan langs."


def test_the_form_is_a_page_or_a_part(client, track):
    page = client.get(track.get_absolute_url())
    part = Part(client).get(track.get_absolute_url())

    assert "<html" in page.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Request" in page["Vary"]
    assert "HX-Request" in part["Vary"]


def test_nobody_opens_a_form_for_the_track_of_another(client, other_track):
    assert Part(client).get(other_track.get_absolute_url()).status_code == 404
    assert Part(client).get(confirm_url(other_track)).status_code == 404


# After saving on a page


def test_after_saving_the_message_can_undo_it(client, track):
    client.post(track.get_absolute_url(), form(note="Een vergissing."))

    (step,) = undo_steps(client)
    client.post(reverse("actions:undo"), {"seen": str(step)})

    track.refresh_from_db()
    assert (track.phase, track.version) == (None, 2)
    assert track.state.kind == "withdrawal"


def test_a_message_carries_its_undo_into_the_page(client, track):
    page = client.post(track.get_absolute_url(), form(), follow=True).content.decode()

    assert f'name="seen" value="{track.pk}.1.' in page
    assert "Ongedaan maken" in page


def test_who_came_from_a_filtered_list_returns_to_it(client, track):
    answer = client.post(f"{track.get_absolute_url()}?fase=running&anders=1", form())

    assert answer.url == f"{LIST}?fase=running"


# After saving in the list


def test_after_saving_in_the_list_the_list_comes_back_with_a_notice(client, track):
    answer = Part(client).post(track.get_absolute_url(), form())

    assert answer["HX-Retarget"] == "#werklijst"
    assert json.loads(answer["HX-Trigger"]) == {
        "melding:opgeslagen": {"track": track.pk}
    }
    page = answer.content.decode()
    assert "<html" not in page
    assert f"Opgeslagen: {track.action} is in uitvoering, op schema." in page
    assert f'name="seen" value="{track.pk}.1.' in page
    assert not list(client.get(LIST).context["messages"])


def test_only_the_form_that_was_saved_closes(client, plan, track, aalten):
    other = make_action(plan).tracks.get(municipality=aalten)

    page = Part(client).post(track.get_absolute_url(), form()).content.decode()

    assert f'id="melding-{track.pk}"></div>' in page
    assert f'id="melding-{other.pk}" hx-preserve="true"></div>' in page


def test_the_list_keeps_its_filters(client, track):
    part = Part(client, f"{LIST}?fase=geen")

    answer = part.post(track.get_absolute_url(), form())

    assert answer.context["worklist"].filter_form.query == "fase=geen"


def test_saving_on_the_page_of_a_track_sends_the_browser_to_the_list(client, track):
    part = Part(client, track.get_absolute_url())

    answer = part.post(track.get_absolute_url(), form())

    assert answer["HX-Redirect"] == LIST
    assert len(undo_steps(client)) == 1


def test_the_coordinator_stays_at_the_track(client, track, coordinator):
    client.force_login(coordinator)
    part = Part(client, track.get_absolute_url())

    answer = part.post(track.get_absolute_url(), form())

    assert answer["HX-Redirect"] == track.get_absolute_url()


# Withdrawing on the page of a track


def withdraw_url(track):
    return reverse("actions:withdraw", args=[track.pk])


def test_what_changed_meanwhile_is_not_withdrawn(client, track, officer, coordinator):
    report(track, officer)
    report(track, coordinator)

    answer = client.post(withdraw_url(track), {"key": uuid4(), "base_version": 1})

    assert answer.status_code == 409
    assert "Er is niets ingetrokken" in answer.content.decode()
    assert track.updates.count() == 2


def test_an_answer_to_a_button_that_is_loaded_again_shows_its_page(client, track):
    assert client.get(withdraw_url(track)).url == track.get_absolute_url()
    for route in ("actions:confirm-many", "actions:undo"):
        assert client.get(reverse(route)).url == LIST
