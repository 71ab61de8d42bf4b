"""A text that is too long is said to be so; nothing is cut off without a word."""

import re
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from municipalities.texts import LongTextFormField
from tests.admin_pages import admin_url, errors_on, save
from tests.factories import report


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (11, "Deze tekst is 1 teken te lang. Er passen 10 tekens in."),
        (22, "Deze tekst is 12 tekens te lang. Er passen 10 tekens in."),
    ],
)
def test_a_long_text_says_by_how_much(length, said):
    field = LongTextFormField(max_length=10)

    with pytest.raises(ValidationError) as refused:
        field.clean("x" * length)

    assert refused.value.messages == [said]
    assert field.clean("x" * 10) == "x" * 10


def test_a_note_that_is_too_long_comes_back_whole(client, track, officer):
    client.force_login(officer)
    note = "Lang verhaal. " * 400

    answer = client.post(
        track.get_absolute_url(),
        {
            "key": uuid4(),
            "base_version": 0,
            "phase": "running",
            "light": "green",
            "note": note,
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "tekens te lang. Er passen 5000 tekens in." in page
    assert note.strip() in page
    assert not track.updates.exists()


def test_a_reason_that_is_too_long_is_refused(client, coordinator, action):
    client.force_login(coordinator)

    answer = save(
        client,
        admin_url("actions_action_change", action.pk),
        title="Anders",
        change_reason="x" * 1001,
    )

    assert "1 teken te lang" in errors_on(answer)["change_reason"][0]


def test_no_text_area_cuts_off_what_is_pasted(client, coordinator, track):
    report(track, coordinator, light="red")
    client.force_login(coordinator)

    for address in [
        track.get_absolute_url(),
        reverse("actions:confirm", args=[track.pk]),
        admin_url("actions_action_change", track.action_id),
        admin_url("actions_progress_change", track.pk),
    ]:
        areas = re.findall(r"<textarea[^>]*>", client.get(address).content.decode())
        assert areas
        assert not [area for area in areas if "maxlength" in area]
