"""The coordinator keeps an eye on progress, and runs the rounds, in the admin."""

from datetime import date

import pytest
from django.utils import timezone

from actions import services
from actions.models import Light, Progress, ReportingRound, Submission
from tests.admin_pages import admin_url, errors_on, fields_on, save, shown
from tests.factories import make_action, make_plan, make_round, report

LIST = "actions_progress_changelist"


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def joint_submission(plan, regional_lead, joint_action):
    reporting_round = make_round(plan)
    return reporting_round.submissions.create(lead_role=joint_action.lead_role)


@pytest.fixture
def submission(plan, aalten, officer):
    submission = make_round(plan).submissions.create(municipality=aalten)
    services.submit(submission, by=officer)
    return submission


def page_of(track: Progress) -> str:
    return admin_url("actions_progress_change", track.pk)


def found(client, **filters: object) -> set[Progress]:
    return set(client.get(admin_url(LIST), filters).context["cl"].result_list)


def ask_to_confirm(client, *tracks: object):
    """Tick tracks in the list, and go to the page that asks."""
    chosen = {"_selected_action": [track.pk for track in tracks]}
    data = {"action": "confirm_unchanged"} | chosen
    return client.post(admin_url(LIST), data, follow=True)


def confirm(client, *tracks: object):
    """The same, and say yes."""
    page = ask_to_confirm(client, *tracks)
    address, _ = page.redirect_chain[-1]
    seen = page.context["form"]["seen"].value() if "form" in page.context else ""
    return client.post(address, {"seen": seen}, follow=True)


# Reporting on behalf of the owner


def test_the_coordinator_reports_on_behalf_of_the_owner(client, coordinator, track):
    answer = save(
        client, page_of(track), phase="running", light="green", note="Gebeld."
    )

    track.refresh_from_db()
    assert answer.url == admin_url(LIST)
    assert (track.state.author, track.state.note) == (coordinator, "Gebeld.")


def test_what_a_report_lacks_is_said_beside_the_field(client, track):
    answer = save(client, page_of(track), phase="running", light="red")

    assert errors_on(answer)["remedy"] == [
        "Schrijf op wat eraan gedaan wordt, of wat nodig is."
    ]


def test_who_saves_second_sees_what_was_saved_and_keeps_what_was_typed(
    client, track, officer
):
    form = fields_on(client.get(page_of(track)))
    report(track, officer, note="Van de gemeente zelf.")

    answer = client.post(
        page_of(track),
        form | {"phase": "done", "light": "green", "note": "Van de coördinator."},
    )

    page = answer.content.decode()
    assert "Iemand anders was u voor" in page
    assert "Van de <mark>gemeente zelf.</mark>" in page
    assert "Van de <mark>coördinator.</mark>" in page
    assert "De opgeslagen versie laten staan" in page
    assert track.updates.count() == 1


def test_who_saves_again_after_reading_has_it_saved(client, track, officer):
    form = fields_on(client.get(page_of(track)))
    report(track, officer)
    form |= {"phase": "done", "light": "green", "note": "Toch dit."}

    second_try = fields_on(client.post(page_of(track), form))
    client.post(page_of(track), second_try)

    track.refresh_from_db()
    assert track.state.note == "Toch dit."


def test_a_form_that_is_sent_twice_is_saved_once(client, track):
    form = fields_on(client.get(page_of(track))) | {"phase": "done", "light": "green"}

    for _ in range(2):
        client.post(page_of(track), form)

    assert track.updates.count() == 1


def test_the_page_shows_every_update(client, track, officer):
    report(track, officer, note="Eerste bericht.")
    report(track, officer, note="Tweede bericht.")

    page = client.get(page_of(track)).content.decode()

    assert page.index("Tweede bericht.") < page.index("Eerste bericht.")


def test_nobody_reports_on_a_retired_action(client, action, track):
    services.retire_action(action, reason="Klaar", on=date(2025, 1, 1))

    answer = client.post(page_of(track), {"phase": "done", "light": "green"})

    assert answer.status_code == 403
    assert "Opslaan" not in client.get(page_of(track)).content.decode()


# Confirming


def test_confirming_in_bulk_says_what_could_not_be_confirmed_and_why(
    client, plan, track, other_track, officer, joint_track
):
    report(track, officer)
    report(joint_track, officer, light="red")

    answer = confirm(client, track, other_track, joint_track)

    assert set(shown(answer)) == {
        "Bevestigd: 1 keer niets veranderd.",
        f"Niet bevestigd (er is nog niets gemeld): {other_track}.",
        "Niet bevestigd (het stoplicht is rood; meld eerst wat u eraan doet):"
        f" {joint_track}.",
    }
    track.refresh_from_db()
    assert track.state.kind == "confirmation"


def test_before_confirming_the_page_names_the_tracks_and_how_they_stand(
    client, track, officer
):
    report(track, officer, phase="preparing", light="orange")

    page = ask_to_confirm(client, track)

    assert f"{track}: voorbereiding, aandacht nodig" in page.content.decode()
    assert track.updates.count() == 1


def test_what_was_reported_while_the_page_was_open_is_not_confirmed(
    client, track, officer
):
    report(track, officer)
    page = ask_to_confirm(client, track)
    report(track, officer, phase="done")

    address, _ = page.redirect_chain[-1]
    seen = page.context["form"]["seen"].value()
    answer = client.post(address, {"seen": seen}, follow=True)

    assert shown(answer) == [
        f"Niet bevestigd (iemand heeft intussen iets gemeld): {track}."
    ]
    assert track.updates.count() == 2


@pytest.mark.parametrize("seen", ["", "x", "1:2:3", "1:x"])
def test_a_broken_form_confirms_nothing(client, track, officer, seen):
    report(track, officer)
    page = ask_to_confirm(client, track)

    answer = client.post(page.redirect_chain[-1][0], {"seen": seen})

    assert answer.context["form"].errors["seen"]
    assert track.updates.count() == 1


def test_a_track_of_a_retired_action_is_not_confirmed(client, action, track, officer):
    report(track, officer)
    services.retire_action(action, reason="Klaar", on=date(2025, 1, 1))

    answer = confirm(client, track)

    assert shown(answer) == [
        "1 niet bevestigd: de actie is vervallen, het plan is afgesloten of de gemeente"
        " doet niet meer mee."
    ]


def test_no_track_of_another_region_is_confirmed(client, outsider, track, officer):
    report(track, officer)
    client.force_login(outsider)

    confirm(client, track)

    assert track.updates.count() == 1


# The list


def test_the_list_shows_the_three_axes_and_what_is_late(client, plan, aalten, officer):
    action = make_action(plan, ends_on=date(2025, 1, 31))
    report(action.tracks.get(municipality=aalten), officer, light="orange")

    page = client.get(admin_url(LIST)).content.decode()

    assert "light--orange" in page
    assert "Aandacht nodig" in page
    assert "In uitvoering" in page
    assert f"actueel: {timezone.localdate():%-d-%-m-%Y}" in page
    assert "31-1-2025 <strong" in page


def test_the_list_is_filtered_by_what_people_ask(
    client, aalten, track, other_track, joint_track, officer
):
    report(track, officer, light="orange")

    assert found(client, stoplicht="orange") == {track}
    assert found(client, fase="running") == {track}
    assert found(client, fase="geen") == {other_track, joint_track}
    assert found(client, gemeente=aalten.pk) == {track}
    assert found(client, gemeente="nergens") == {track, other_track, joint_track}
    assert found(client, actueel="ja") == {track}
    assert found(client, actueel="nee") == {other_track, joint_track}


@pytest.mark.parametrize("opens_on", [None, date(2025, 3, 1), date(2025, 9, 1)])
def test_fresh_in_the_list_is_what_the_plan_calls_fresh(plan, track, opens_on):
    """The list asks the database; the rule itself stands with the plan."""
    today = date(2025, 9, 15)
    other_plan = make_plan(title="Ander plan", region=plan.region)
    make_round(other_plan, 2025, 3, opens_on=date(2025, 9, 10))
    if opens_on:
        make_round(plan, 2025, 1, opens_on=date(2025, 1, 1))
        make_round(plan, 2025, 3, opens_on=opens_on)

    row = Progress.objects.with_fresh_since(today).get(pk=track.pk)

    assert row.fresh_since == plan.fresh_since(today)


# Rounds and submissions


def test_opening_a_round_asks_everybody_to_report(client, plan, joint_action):
    save(
        client,
        admin_url("actions_reportinground_add"),
        plan=plan.pk,
        year=2025,
        quarter_number=3,
        opens_on="2025-09-01",
        closes_on="2025-09-30",
    )

    assert ReportingRound.objects.get().submissions.count() == 3


def test_a_second_round_over_a_quarter_is_refused(client, plan):
    make_round(plan, 2025, 3, closed_on=date(2025, 10, 10))

    answer = save(
        client,
        admin_url("actions_reportinground_add"),
        plan=plan.pk,
        year=2025,
        quarter_number=3,
        opens_on="2025-09-01",
        closes_on="2025-09-30",
    )

    assert errors_on(answer) == {
        "quarter_number": ["Er is al een ronde over dit kwartaal."]
    }


def test_the_list_of_submissions_tells_what_is_odd_in_them(
    client, submission, plan, aalten, officer, action
):
    tracks = Progress.objects.filter(municipality=aalten)
    report(tracks.first(), officer, light=Light.RED)
    row = client.get(admin_url("actions_submission_changelist")).content.decode()
    silent = tracks.count() - 1
    told = f"1 van {silent + 1}" + (f", {silent} geen opgave" if silent else "")

    assert f'<td class="field-reported">{told}</td>' in row
    assert '<td class="field-worrying">1</td>' in row


def test_accepting_in_bulk_takes_what_was_handed_in_and_counts_the_rest(
    client, coordinator, submission, berkelland
):
    still_open = submission.round.submissions.create(municipality=berkelland)

    answer = client.post(
        admin_url("actions_submission_changelist"),
        {"action": "accept", "_selected_action": [submission.pk, still_open.pk]},
        follow=True,
    )

    submission.refresh_from_db()
    assert submission.state == Submission.State.ACCEPTED
    assert submission.reviewed_by == coordinator
    assert shown(answer) == ["Akkoord: 1.", "1 overgeslagen: niet ingediend."]


def test_accepting_from_the_list_of_what_was_handed_in_skips_nothing(
    client, submission
):
    answer = client.post(
        admin_url("actions_submission_changelist") + "?state__exact=submitted",
        {"action": "accept", "_selected_action": submission.pk},
        follow=True,
    )

    assert shown(answer) == ["Akkoord: 1."]


def test_returning_takes_a_note(client, submission):
    page = client.post(
        admin_url("actions_submission_changelist"),
        {"action": "send_back", "_selected_action": submission.pk},
    )

    without = client.post(page.url, {"note": ""})
    client.post(page.url, {"note": "Vul actie 1.1 aan."})

    submission.refresh_from_db()
    assert "note" in without.context["form"].errors
    assert submission.state == Submission.State.RETURNED
    assert submission.return_note == "Vul actie 1.1 aan."


def test_what_was_not_handed_in_is_not_returned(client, plan, aalten):
    submission = make_round(plan).submissions.create(municipality=aalten)
    address = f"{admin_url('actions_submission_send_back')}?id={submission.pk}"

    answer = client.post(address, {"note": "Graag opnieuw."})

    assert "de aanlevering is uitgevraagd" in str(answer.context["form"].errors)


@pytest.mark.parametrize("chosen", ["", "?id=999", "?id=niets", "?id=1,2"])
def test_an_address_that_names_nothing_leads_back_to_the_list(client, plan, chosen):
    answer = client.get(f"{admin_url('actions_submission_send_back')}{chosen}")

    assert answer.url == admin_url("actions_submission_changelist")
