"""What all pages share."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from actions.models import Phase
from tests.factories import report


def title_of(response) -> str:
    return re.search(r"<title>(.*?)</title>", response.content.decode(), re.S)[1]


def test_the_title_says_first_that_something_is_wrong(client, track, officer):
    client.force_login(officer)
    address = track.get_absolute_url()
    wrong = {"key": uuid4(), "base_version": 0, "phase": ""}

    assert title_of(client.get(address)).startswith("1.1 Meldroute")
    assert title_of(client.post(address, wrong)).startswith("Fout: 1.1 Meldroute")


def test_that_goes_for_logging_in_too(client, officer):
    wrong = {"login": officer.email, "password": "verkeerd"}

    answer = client.post(reverse("account_login"), wrong)

    assert title_of(answer).startswith("Fout: Inloggen")


@pytest.mark.parametrize("name", ["track", "overview"])
def test_every_phase_is_explained_where_it_is_chosen_and_where_it_is_read(
    client, track, officer, name
):
    report(track, officer)
    client.force_login(officer)
    address = {
        "track": track.get_absolute_url(),
        "overview": reverse("actions:overview"),
    }[name]

    page = client.get(address).content.decode()

    assert [phase for phase in Phase if phase.meaning not in page] == []


def test_done_and_embedded_are_told_apart():
    assert "gaat niet vanzelf door" in Phase.DONE.meaning
    assert "gaat door" in Phase.EMBEDDED.meaning
