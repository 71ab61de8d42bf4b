"""The guard on free text in the admin: in a form, a table, a reason and a deletion."""

import pytest
from django.utils import timezone

from actions.models import Action, Milestone, Submission
from tests.admin_pages import admin_url, errors_on, fields_on, save, with_row
from tests.factories import make_round

PHONE = "Bel Jan: 06-12345678"
BSN = "Het gaat om 123456782"


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


def box(response, name: str) -> str:
    """The value of the box with which a question on the page is answered."""
    page = response.content.decode()
    assert page.count(f'name="{name}"') == 1, name
    return page.split(f'name="{name}" value="')[1].split('"')[0]


@pytest.mark.parametrize("field", ["description", "change_reason"])
def test_a_bsn_is_refused_in_a_text_and_in_a_reason(client, action, field):
    page = admin_url("actions_action_change", action.pk)

    response = save(client, page, **{"title": "Anders", field: BSN})

    assert list(errors_on(response)) == [field]
    action.refresh_from_db()
    assert action.title != "Anders"


@pytest.mark.parametrize("field", ["description", "change_reason"])
def test_a_question_is_asked_once_and_answered(client, action, field):
    page = admin_url("actions_action_change", action.pk)
    asked = save(client, page, **{"title": "Anders", field: PHONE})
    assert list(errors_on(asked)) == [field]

    response = save(
        client,
        page,
        **{
            "title": "Anders",
            field: PHONE,
            f"{field}-gezien": box(asked, f"{field}-gezien"),
        },
    )

    assert response.status_code == 302
    action.refresh_from_db()
    assert action.title == "Anders"


def test_a_row_of_a_table_is_asked_about_by_itself(client, joint_action):
    page = admin_url("actions_action_change", joint_action.pk)

    def add_row(data, **answer):
        return with_row(data, "milestones", title=PHONE, **answer)

    asked = save(client, page, fill_in=add_row)
    assert asked.status_code == 200
    value = box(asked, "milestones-0-title-gezien")

    save(client, page, fill_in=lambda data: add_row(data, **{"title-gezien": value}))

    assert Milestone.objects.get().title == PHONE


def test_a_reason_for_retiring_is_looked_at(client, action):
    page = f"{admin_url('actions_action_retire')}?id={action.pk}"

    response = client.post(page, {"reason": BSN, "on": "2025-01-01"})

    assert "burgerservicenummer" in response.content.decode()
    action.refresh_from_db()
    assert action.retired_on is None


def test_a_note_with_what_is_returned_is_looked_at(client, plan, officer, aalten):
    submission = Submission.objects.create(
        round=make_round(plan),
        municipality=aalten,
        state="submitted",
        submitted_at=timezone.now(),
        submitted_by=officer,
    )
    page = f"{admin_url('actions_submission_send_back')}?id={submission.pk}"
    asked = client.post(page, {"note": PHONE})
    submission.refresh_from_db()
    assert submission.state == "submitted"

    client.post(page, {"note": PHONE, "note-gezien": box(asked, "note-gezien")})

    submission.refresh_from_db()
    assert submission.return_note == PHONE


def test_a_report_on_behalf_of_a_municipality_is_looked_at(client, track):
    page = admin_url("actions_progress_change", track.pk)
    form = fields_on(client.get(page)) | {"phase": "running", "light": "green"}
    asked = client.post(page, form | {"note": PHONE})
    assert not track.updates.exists()

    answer = {"note-gezien": box(asked, "note-gezien")}
    client.post(page, form | {"note": PHONE} | answer)

    assert track.updates.get().note == PHONE


@pytest.mark.parametrize("text", [BSN, PHONE])
def test_a_reason_for_deleting_is_looked_at(client, action, text):
    response = client.post(
        admin_url("actions_action_delete", action.pk),
        {"post": "yes", "change_reason": text},
    )

    assert response.status_code == 422
    assert text in response.content.decode()
    assert Action.objects.filter(pk=action.pk).exists()


def test_deleting_goes_on_once_the_question_is_answered(client, action):
    page = admin_url("actions_action_delete", action.pk)
    form = {"post": "yes", "change_reason": PHONE}
    asked = client.post(page, form)

    client.post(
        page, form | {"change_reason-gezien": box(asked, "change_reason-gezien")}
    )

    assert not Action.objects.exists()
    assert Action.history.first().history_change_reason == PHONE


def test_a_reason_for_deleting_several_is_looked_at(client, action):
    page = admin_url("actions_action_changelist")
    form = {"action": "delete_selected", "_selected_action": action.pk, "post": "yes"}

    asked = client.post(page, form | {"change_reason": PHONE})
    assert asked.status_code == 422
    assert Action.objects.exists()
    answer = {"change_reason-gezien": box(asked, "change_reason-gezien")}
    client.post(page, form | {"change_reason": PHONE} | answer)

    assert not Action.objects.exists()


def test_an_address_to_write_to_is_no_free_text(client, aalten):
    page = admin_url("municipalities_municipality_change", aalten.pk)

    save(client, page, contact_email="info@aalten.example")

    aalten.refresh_from_db()
    assert aalten.contact_email == "info@aalten.example"
