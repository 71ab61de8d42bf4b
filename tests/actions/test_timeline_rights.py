"""A timeline tells each reader what that person may know, and no more."""

from datetime import date
from functools import partial

import pytest

from actions import services
from actions.timelines import timeline_of, timeline_of_municipality, timeline_of_plan
from municipalities.models import Membership, Municipality
from municipalities.timeline import Event
from tests.actions.test_timelines import ALL, changes, told
from tests.admin_pages import admin_url
from tests.factories import attach_file, make_round, report

pytestmark = pytest.mark.usefixtures("since_january")


def test_the_words_of_others_are_for_after_their_acceptance(
    plan, track, action, officer, other_officer, reader, coordinator, administrator
):
    report(track, officer, light="orange", note="Te druk.")

    def words(user) -> tuple[bool, bool]:
        newest = timeline_of(type(action), action.pk, plan, user)[:1][0]
        return "Te druk." in str(newest.changes), newest.is_withheld

    assert words(officer) == words(coordinator) == (True, False)
    for other in (other_officer, reader, administrator):
        assert words(other) == (False, True)
        newest = timeline_of(type(action), action.pk, plan, other)[:1][0]
        assert changes(newest) == {
            ("Fase", None, "in uitvoering"),
            ("Stoplicht", None, "aandacht nodig"),
        }

    submission = submitted(plan, officer)
    services.accept(type(submission).objects.all(), by=coordinator)

    assert words(reader) == words(other_officer) == (True, False)


def submitted(plan, officer):
    reporting_round = make_round(plan, 2026, 4)
    submission = reporting_round.submissions.create(
        municipality=Municipality.objects.get(name="Aalten")
    )
    services.submit(submission, by=officer)
    return submission


def test_what_is_handed_in_is_between_who_hands_in_and_the_coordinator(
    plan, officer, other_officer, reader, administrator, coordinator
):
    submission = submitted(plan, officer)
    services.send_back(submission, by=coordinator, note="Graag de datum erbij.")

    def reads(user) -> bool:
        return "Graag de datum" in str(timeline_of_plan(plan, user)[ALL])

    assert reads(officer)
    assert reads(coordinator)
    assert not any(map(reads, [other_officer, reader, administrator]))


def test_the_note_of_a_milestone_of_others_is_for_after_acceptance(
    plan, action, officer, other_officer, coordinator, aalten
):
    milestone = action.objective.milestones.create(
        title="Meldroute", is_per_municipality=True, due_on=date(2025, 6, 30)
    )
    services.create_missing_tracks(plan)
    status = milestone.statuses.get(municipality=aalten)
    services.postpone_milestone(status, until=date(2025, 9, 30), reason="Te druk.")

    def newest(user) -> Event:
        return timeline_of(type(status), status.pk, plan, user)[:1][0]

    assert newest(officer).reason == "Te druk."
    assert ("Toelichting", "(leeg)", "Te druk.") in changes(newest(officer))
    theirs = newest(other_officer)
    assert theirs.is_withheld
    assert theirs.reason == ""
    assert changes(theirs) == {("Nieuwe datum", "(leeg)", "30 september 2025")}

    submission = submitted(plan, officer)
    services.accept(type(submission).objects.all(), by=coordinator)
    assert newest(other_officer) == newest(officer)


def test_what_a_manager_says_stays_within_the_municipality(
    client, plan, officer, coordinator, aalten
):
    submission = make_round(plan).submissions.create(municipality=aalten)
    submission.internal_note = "Noem het budget."
    submission.save()

    def newest(user) -> Event:
        return timeline_of(type(submission), submission.pk, plan, user)[:1][0]

    assert changes(newest(officer)) == {
        ("Opmerking van de leidinggevende", "(leeg)", "Noem het budget.")
    }
    assert newest(coordinator).changes == ()
    assert newest(coordinator).is_withheld
    client.force_login(coordinator)
    admin = client.get(admin_url("actions_submission_history", submission.pk))
    assert "Noem het budget." not in admin.content.decode()
    assert "gewijzigd" in admin.content.decode()


def test_evidence_is_told_to_who_may_see_it(
    officer, track, action, coordinator, other_officer
):
    attachment = attach_file(report(track, officer), officer, name="verslag.pdf")
    newest = partial(timeline_of, type(action), action.pk, action.whole())
    subject = "Bijlage bij 1.1 Meldroute vaststellen (Aalten)"

    added = newest(coordinator)[:1][0]
    assert told([added]) == [f"{subject} toegevoegd"]
    assert (added.author, added.url) == ("Anna Aalten", track.get_absolute_url())
    assert changes(added) == {("Titel", None, "verslag.pdf")}

    services.remove_content(attachment, by=coordinator, reason="Er staan namen in.")

    removed = newest(coordinator)[:1][0]
    assert told([removed]) == [f"{subject} verwijderd"]
    assert (removed.author, removed.reason) == (
        "Carla Coördinator",
        "Er staan namen in.",
    )
    assert "verslag.pdf" not in str(newest(coordinator)[ALL])
    assert "Bijlage" not in " ".join(told(newest(other_officer)[ALL]))


def test_who_held_a_role_is_for_who_gives_out_the_roles(
    plan, aalten, officer, other_officer, reader, administrator, coordinator
):
    def reads(user) -> bool:
        events = timeline_of_municipality(aalten.pk, plan, user)[ALL]
        return "Rol: Anna Aalten" in str(events)

    assert Membership.objects.filter(user=officer).exists()
    assert reads(administrator)
    assert reads(coordinator)
    assert not any(map(reads, [officer, other_officer, reader]))


def test_an_account_is_in_no_timeline_of_a_plan(plan, officer, coordinator):
    assert officer.email not in str(timeline_of_plan(plan, coordinator)[ALL])
