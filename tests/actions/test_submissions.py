"""What is handed in on the site: by whom, in which order, and the words about it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from actions import services
from actions.models import Submission
from municipalities.models import Role
from tests.factories import make_member, make_round, report, version_of

State = Submission.State
PREFIXES = {
    "approve-internally": "approve",
    "ask-back": "ask_back",
    "react": "reaction",
}
"""Of forms that are not called as their route."""


@pytest.fixture
def current(plan):
    """A round that is going on."""
    today = timezone.localdate()
    return make_round(
        plan, opens_on=today - timedelta(7), closes_on=today + timedelta(7)
    )


@pytest.fixture
def submission(current, aalten):
    return current.submissions.create(municipality=aalten)


@pytest.fixture
def manager_first(plan, aalten):
    """Aalten lets its manager see it first."""
    participation = plan.participations.get(municipality=aalten)
    participation.needs_internal_approval = True
    participation.save()


@pytest.fixture
def act(client):
    """Let somebody press a button, with what is filled in and a fresh key."""

    def act(person, name: str, submission: Submission, **filled_in: object):
        prefix = PREFIXES.get(name, name)
        filled_in = {"key": uuid4()} | filled_in
        client.force_login(person)
        response = client.post(
            reverse(f"actions:{name}", args=[submission.pk]),
            {f"{prefix}-{field}": value for field, value in filled_in.items()},
        )
        submission.refresh_from_db()
        return response

    return act


@pytest.fixture
def page_for(client):
    """The page of a submission as somebody sees it."""

    def page_for(person, submission: Submission) -> str:
        client.force_login(person)
        return client.get(submission.get_absolute_url()).content.decode()

    return page_for


# Handing in


def test_an_officer_hands_in_with_a_word(act, page_for, submission, officer, track):
    report(track, officer)

    response = act(officer, "submit", submission, cover_note="Bij 1.2 loopt het.")

    assert response.status_code == 302
    assert submission.state == State.SUBMITTED
    assert submission.submitted_by == officer
    assert submission.history.first().history_user == officer
    assert "Bij 1.2 loopt het." in page_for(officer, submission)


def test_the_same_button_pressed_twice_hands_in_once(act, submission, officer):
    key = uuid4()

    for _ in range(2):
        response = act(officer, "submit", submission, key=key)

    assert response.status_code == 302
    assert submission.history.filter(state=State.SUBMITTED).count() == 1


def test_what_was_handed_in_is_not_handed_in_again(act, submission, officer):
    act(officer, "submit", submission)

    response = act(officer, "submit", submission, cover_note="Nog iets.")

    assert response.status_code == 422
    assert "Dit kan niet: de aanlevering is ingediend." in response.content.decode()
    assert submission.cover_note == ""


def test_a_word_with_a_bsn_is_refused_and_stays_on_the_page(act, submission, officer):
    response = act(officer, "submit", submission, cover_note="Zie 111222333.")

    assert response.status_code == 422
    assert "Zie 111222333." in response.content.decode()
    assert submission.state == State.REQUESTED


def test_a_regional_lead_hands_in_what_that_role_was_asked(
    client, act, current, joint_action, joint_track, regional_lead
):
    submission = current.submissions.create(lead_role=joint_action.lead_role)
    client.force_login(regional_lead)

    page = client.get(reverse("actions:my-tracks")).content.decode()
    response = act(regional_lead, "submit", submission)

    assert submission.get_absolute_url() in page
    assert response.status_code == 302
    assert submission.state == State.SUBMITTED


def test_what_was_sent_back_to_a_regional_lead_stands_on_its_page(
    page_for, current, joint_action, joint_track, regional_lead, coordinator
):
    submission = current.submissions.create(lead_role=joint_action.lead_role)
    services.submit(submission, by=regional_lead)
    services.send_back(submission, by=coordinator, note="Vul de remedie aan.")

    page = page_for(regional_lead, submission)

    assert "Vul de remedie aan." in page
    assert joint_track.get_absolute_url() in page
    assert reverse("actions:submit", args=[submission.pk]) in page


def test_who_reported_something_is_busy(submission, track, officer):
    report(track, officer)

    submission.refresh_from_db()
    assert submission.state == State.IN_PROGRESS


def test_what_is_silent_is_named_before_it_is_handed_in(
    page_for, submission, officer, track
):
    assert "geen opgave" in page_for(officer, submission)

    report(track, officer)

    page = page_for(officer, submission)
    assert "1 van 1 actie gemeld of bevestigd" in page
    assert "geen opgave" not in page.partition('id="voortgang"')[0]


def test_nothing_can_be_done_in_a_round_that_is_closed(
    act, page_for, current, submission, officer
):
    current.closed_on = timezone.localdate()
    current.save()

    response = act(officer, "submit", submission)

    assert response.status_code == 404
    assert submission.state == State.REQUESTED
    assert 'id="indienen"' not in page_for(officer, submission)


def test_the_card_in_the_list_counts_along(client, submission, track, officer):
    client.force_login(officer)
    listed = reverse("actions:my-tracks")

    response = client.post(
        track.get_absolute_url(),
        {"key": uuid4(), "base_version": 0, "phase": "running", "light": "green"},
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{listed}"},
    )

    part = response.content.decode()
    assert 'hx-swap-oob="true"' in part
    assert "1 van 1 gemeld of bevestigd" in part


# The manager sees it first


@pytest.mark.usefixtures("manager_first")
def test_without_the_manager_nothing_is_handed_in(act, page_for, submission, officer):
    response = act(officer, "submit", submission)

    assert response.status_code == 422
    assert submission.state == State.REQUESTED
    assert "Uw leidinggevende ziet het eerst" in page_for(officer, submission)


@pytest.mark.usefixtures("manager_first")
def test_after_the_manager_agreed_the_officer_hands_in(
    client, act, submission, officer, manager
):
    client.force_login(manager)
    own = client.get(reverse("actions:my-municipality"), follow=True).content.decode()
    assert "Intern akkoord geven" in own

    act(manager, "approve-internally", submission)
    assert submission.state == State.APPROVED_INTERNALLY
    assert submission.approved_by == manager

    act(officer, "submit", submission)
    assert submission.state == State.SUBMITTED


@pytest.mark.usefixtures("manager_first")
def test_what_is_reported_after_that_must_be_seen_again(
    act, submission, track, officer, manager
):
    act(manager, "approve-internally", submission)

    report(track, officer)

    submission.refresh_from_db()
    assert submission.state == State.IN_PROGRESS
    assert act(officer, "submit", submission).status_code == 422


@pytest.mark.usefixtures("manager_first")
def test_a_manager_gives_it_back_with_what_is_needed(
    act, page_for, submission, officer, manager, coordinator
):
    act(manager, "approve-internally", submission)

    response = act(manager, "ask-back", submission, note="Noem het budget.")

    assert response.status_code == 302
    assert submission.state == State.IN_PROGRESS
    assert submission.approved_by is None
    assert "Noem het budget." in page_for(officer, submission)
    assert "Noem het budget." not in page_for(coordinator, submission)
    assert act(officer, "submit", submission).status_code == 422

    asked = "Uw leidinggevende vraagt eerst nog iets"
    assert asked in page_for(officer, submission)
    act(manager, "approve-internally", submission)
    assert asked not in page_for(officer, submission)


@pytest.mark.usefixtures("manager_first")
def test_a_manager_says_what_is_needed(act, submission, manager):
    response = act(manager, "ask-back", submission, note="")

    assert response.status_code == 422
    assert "Schrijf op wat er eerst nodig is." in response.content.decode()


@pytest.mark.usefixtures("manager_first")
@pytest.mark.parametrize("name", ["approve-internally", "ask-back"])
def test_only_the_own_manager_agrees(act, submission, berkelland, officer, name):
    other = make_member(Role.MANAGER, berkelland, name="Ada Ander")

    for person in (other, officer):
        assert act(person, name, submission, note="x").status_code == 404
    assert submission.state == State.REQUESTED


@pytest.mark.parametrize("name", ["approve-internally", "ask-back"])
def test_where_nobody_has_to_agree_nobody_can(act, submission, manager, name):
    response = act(manager, name, submission, note="Liever niet.")

    assert response.status_code == 422
    assert submission.state == State.REQUESTED


@pytest.mark.usefixtures("manager_first")
def test_a_manager_hands_nothing_in(act, submission, manager):
    assert act(manager, "submit", submission).status_code == 404


# Words about it


def test_a_remark_is_answered(act, page_for, submission, officer, coordinator):
    services.submit(submission, by=officer)

    act(
        coordinator,
        "remark",
        submission,
        remark="Deel dit met Berkelland.",
        base_version=version_of(submission),
    )
    response = act(
        officer,
        "react",
        submission,
        reaction="Dat doen wij.",
        base_version=version_of(submission),
    )

    assert response.status_code == 302
    assert (submission.remark, submission.reaction) == (
        "Deel dit met Berkelland.",
        "Dat doen wij.",
    )
    page = page_for(coordinator, submission)
    assert "Deel dit met Berkelland." in page
    assert "Dat doen wij." in page


def test_another_reads_the_words_once_it_was_accepted(
    page_for, submission, officer, other_officer, coordinator
):
    submission.remark, submission.cover_note = "Deel dit.", "Bij 1.2 loopt het."
    submission.save()
    services.submit(
        submission, by=officer, cover_note=submission.cover_note, now=timezone.now()
    )

    before = page_for(other_officer, submission)
    services.accept(Submission.objects.all(), by=coordinator)
    after = page_for(other_officer, submission)

    for words in ("Deel dit.", "Bij 1.2 loopt het."):
        assert words not in before
        assert words in after


def test_who_answers_a_remark_that_changed_meanwhile_sees_both(
    act, submission, officer, coordinator
):
    submission.remark = "Deel dit met Berkelland."
    submission.save()
    seen = version_of(submission)
    submission.remark = "Deel dit met Bronckhorst."
    submission.save()

    response = act(
        officer, "react", submission, reaction="Dat doen wij.", base_version=seen
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Deel dit met Bronckhorst." in page
    assert "Dat doen wij." in page
    assert submission.reaction == ""


def test_a_remark_that_was_answered_is_not_taken_away(act, submission, coordinator):
    submission.remark, submission.reaction = "Deel dit.", "Dat doen wij."
    submission.save()

    response = act(
        coordinator,
        "remark",
        submission,
        remark="",
        base_version=version_of(submission),
    )

    assert response.status_code == 422
    assert submission.remark == "Deel dit."


@pytest.mark.parametrize("note", ["", "   "])
def test_nothing_is_sent_back_without_a_note(submission, officer, coordinator, note):
    services.submit(submission, by=officer)

    with pytest.raises(ValidationError):
        services.send_back(submission, by=coordinator, note=note)

    submission.refresh_from_db()
    assert submission.state == State.SUBMITTED


def test_an_earlier_round_is_not_in_the_way(client, plan, aalten, officer, submission):
    earlier = make_round(plan, 2024, 1, opens_on=date(2024, 1, 1))
    earlier.closed_on = date(2024, 4, 1)
    earlier.save()
    old = earlier.submissions.create(municipality=aalten)
    client.force_login(officer)

    page = client.get(reverse("actions:municipality", args=[plan.pk, aalten.code]))

    assert old.get_absolute_url() not in page.content.decode()


def test_mijn_acties_asks_for_nothing_that_was_handed_in(
    client, coordinator, officer, track, submission
):
    def page() -> str:
        client.force_login(officer)
        return client.get(reverse("actions:my-tracks")).content.decode()

    report(track, officer)
    assert "Graag indienen uiterlijk" in page()

    services.submit(submission, by=officer)
    handed_in = page()
    assert "Na akkoord telt alleen mee wat vóór het indienen is gemeld." in handed_in
    assert "Graag indienen uiterlijk" not in handed_in

    services.accept(Submission.objects.filter(pk=submission.pk), by=coordinator)
    accepted = page()
    assert "komt in de rapportage als <strong>nagekomen</strong>" in accepted
    assert "Graag indienen uiterlijk" not in accepted


# Too late


@pytest.fixture
def too_late(current, submission, officer, other_officer, plan):
    """Let somebody hand in, the coordinator accept, and the round be closed."""

    def too_late(*, accepted: bool) -> None:
        if accepted:
            services.submit(submission, by=officer)
            services.accept(Submission.objects.filter(pk=submission.pk), by=officer)
        else:
            yesterday = timezone.localdate() - timedelta(1)
            current.closed_on = yesterday
            current.save()

    return too_late


LATE = "In de rapportage staat dat als <strong>nagekomen</strong>"
SILENT = "in de rapportage als <strong>geen opgave</strong>"


@pytest.mark.parametrize("accepted", [True, False])
def test_what_comes_too_late_shows_as_nagekomen(
    page_for, submission, officer, track, too_late, accepted
):
    too_late(accepted=accepted)
    before = page_for(officer, submission)

    report(track, officer)
    after = page_for(officer, submission)

    assert LATE not in before
    assert LATE in after
    assert SILENT in before
    assert SILENT in after
    assert "0 van 1 actie gemeld" in after


def test_a_later_confirmation_of_what_was_handed_in_is_no_news(
    page_for, submission, officer, track, too_late
):
    said = report(track, officer)
    too_late(accepted=True)

    services.confirm(track, author=officer, key=uuid4(), base_version=said.sequence)

    page = page_for(officer, submission)
    assert LATE not in page
    assert SILENT not in page


def test_something_else_after_it_was_accepted_is(
    page_for, submission, officer, track, too_late
):
    report(track, officer)
    too_late(accepted=True)

    report(track, officer, note="Het loopt nog beter.")

    page = page_for(officer, submission)
    assert LATE in page
    assert SILENT not in page


def test_what_comes_in_the_next_round_is_of_that(
    page_for, plan, current, submission, officer, track, too_late
):
    too_late(accepted=False)
    current.refresh_from_db()
    make_round(
        plan,
        opens_on=timezone.localdate(),
        closes_on=timezone.localdate() + timedelta(30),
        quarter=4,
    )

    report(track, officer)

    assert LATE not in page_for(officer, submission)


def test_what_was_handed_in_again_counts_until_it_is_accepted(
    page_for, submission, officer, track
):
    services.submit(submission, by=officer)
    report(track, officer)

    page = page_for(officer, submission)

    assert LATE not in page
    assert SILENT not in page
