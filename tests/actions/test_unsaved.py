"""A session that ended: what was typed waits until its author has logged in again."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from actions.unsaved import LONGEST_VALUE, MOST_FORMS, SESSION_KEY
from tests.factories import PASSWORD, make_action, report
from tests.htmx import Part

LOG_IN = reverse("account_login")


@pytest.fixture
def form():
    return {
        "key": str(uuid4()),
        "base_version": "0",
        "phase": "preparing",
        "light": "orange",
        "note": "Wat ik net typte.",
        "as_of": "2025-09-01",
    }


def log_in(client, user, address: str):
    """Through the log-in page, as a person does, and on to where they were."""
    data = {"login": user.email, "password": PASSWORD}
    return client.post(address, data, follow=True)


def test_what_was_typed_is_back_after_logging_in(client, track, officer, form):
    asked = client.post(track.get_absolute_url(), form)

    answer = log_in(client, officer, asked.url)

    page = answer.content.decode()
    shown = answer.context["form"]
    assert asked.url == f"{LOG_IN}?next={track.get_absolute_url()}"
    assert answer.request["PATH_INFO"] == track.get_absolute_url()
    assert "Wat u invulde staat er nog, maar is nog niet opgeslagen." in page
    assert {name: shown[name].value() for name in form} == form
    assert not shown.errors
    assert not track.updates.exists()


def test_it_can_be_saved_then_and_is_shown_once(client, track, officer, form):
    log_in(client, officer, client.post(track.get_absolute_url(), form).url)
    again = client.get(track.get_absolute_url())

    client.post(track.get_absolute_url(), form | {"light": "green"})

    track.refresh_from_db()
    assert track.state.note == "Wat ik net typte."
    assert not again.context["form"].is_restored


def test_the_remedy_of_a_confirmation_is_kept_as_well(client, track, officer):
    report(track, officer, light="red")
    address = reverse("actions:confirm", args=[track.pk])
    sent = {"key": uuid4(), "base_version": 1, "remedy": "Wij gaan langs."}

    answer = log_in(client, officer, client.post(address, sent).url)

    assert answer.context["form"]["remedy"].value() == "Wij gaan langs."


def test_what_somebody_saved_meanwhile_is_not_overwritten(
    client, track, officer, coordinator, form
):
    asked = client.post(track.get_absolute_url(), form)
    report(track, coordinator)

    shown = log_in(client, officer, asked.url).context["form"]
    sent = {name: shown[name].value() for name in form} | {"light": "green"}

    assert client.post(track.get_absolute_url(), sent).status_code == 409


def test_only_who_may_report_on_the_track_sees_it(client, track, reader, form):
    asked = client.post(track.get_absolute_url(), form)

    page = log_in(client, reader, asked.url).content.decode()

    assert "Wat ik net typte." not in page


def test_another_track_does_not_show_it(client, plan, aalten, track, officer, form):
    other = make_action(plan).tracks.get(municipality=aalten)
    log_in(client, officer, client.post(track.get_absolute_url(), form).url)

    assert not client.get(other.get_absolute_url()).context["form"].is_restored


def test_only_what_the_form_asks_is_kept_and_no_more_than_a_person_types(
    client, track, form
):
    client.post(
        track.get_absolute_url(),
        form | {"note": "x" * 100_000, "phone": "06", "csrfmiddlewaretoken": "a"},
    )

    kept = client.session[SESSION_KEY][track.get_absolute_url()]
    assert set(kept) == set(form)
    assert len(kept["note"]) == LONGEST_VALUE


def test_only_the_newest_forms_are_kept(client, plan, aalten, form):
    addresses = [
        make_action(plan).tracks.get(municipality=aalten).get_absolute_url()
        for _ in range(MOST_FORMS + 1)
    ]

    for address in [addresses[0], *addresses]:
        client.post(address, form)

    assert list(client.session[SESSION_KEY]) == addresses[1:]


def test_without_the_right_token_nothing_is_kept(track, form):
    client = Client(enforce_csrf_checks=True)

    answer = client.post(track.get_absolute_url(), form)

    assert answer.status_code == 403
    assert SESSION_KEY not in client.session


def test_looking_keeps_nothing(client, track):
    client.get(track.get_absolute_url())

    assert SESSION_KEY not in client.session


# In the list


def test_the_whole_page_goes_to_log_in_and_on_to_what_was_typed(
    client, track, officer, form
):
    answer = Part(client).post(track.get_absolute_url(), form)

    assert answer["HX-Redirect"] == f"{LOG_IN}?next={track.get_absolute_url()}"
    shown = log_in(client, officer, answer["HX-Redirect"]).context["form"]
    assert shown["note"].value() == "Wat ik net typte."


def test_who_only_opened_a_form_returns_to_the_list(client, track):
    page = f"{reverse('actions:my-tracks')}?fase=running"

    answer = Part(client, page).get(track.get_absolute_url())

    assert answer["HX-Redirect"] == f"{LOG_IN}?next=/mijn-acties/%3Ffase%3Drunning"


@pytest.mark.parametrize("route", ["actions:confirm-many", "actions:undo"])
def test_a_button_for_several_leads_back_to_the_list(client, officer, route):
    asked = client.post(reverse(route), {"seen": "1"})

    answer = log_in(client, officer, asked.url)

    assert answer.request["PATH_INFO"] == reverse("actions:my-tracks")
