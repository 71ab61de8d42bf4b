"""What is entered once about a municipality is proposed where the plan repeats it."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions import services
from actions.facts import read_facts
from actions.models import (
    Fact,
    Light,
    MilestoneStatus,
    Phase,
    Progress,
    ResultAssessment,
)
from actions.proposals import compare_with_facts
from municipalities.models import Membership, Municipality, Role
from municipalities.teams import read_team
from municipalities.versions import VersionConflict
from tests.factories import (
    make_action,
    make_member,
    make_milestone,
    make_result,
    make_round,
    report,
    version_of,
)

TODAY = timezone.localdate()


@pytest.fixture
def action(plan):
    return make_action(plan, title="Meldroute", fact=Fact.REPORTING_ROUTE)


@pytest.fixture
def result(action):
    return make_result(
        action.objective, is_per_municipality=True, fact=Fact.REPORTING_ROUTE
    )


@pytest.fixture
def status(action, aalten) -> MilestoneStatus:
    milestone = make_milestone(
        action.objective, is_per_municipality=True, fact=Fact.REPORTING_ROUTE
    )
    return milestone.statuses.get(municipality=aalten)


@pytest.fixture
def reporting_round(plan):
    return make_round(plan)


@pytest.fixture
def parts(track, result, status, reporting_round):
    """All that repeats the reporting route."""


def establish(municipality: Municipality, on: date | None = date(2024, 12, 10)) -> None:
    municipality = Municipality.objects.get(pk=municipality.pk)
    municipality.reporting_route_on = on
    municipality.save()


def found(plan, municipality):
    municipality = Municipality.objects.get(pk=municipality.pk)
    return compare_with_facts(plan, municipality, today=TODAY)


def proposed(plan, municipality) -> list[str]:
    return [
        f"{proposal.subject}: {proposal.state}"
        for proposal in found(plan, municipality).proposals
    ]


def hinted(plan, municipality) -> list[str]:
    return [
        f"{hint.subject} {hint.state}, maar {hint.contradiction}"
        for hint in found(plan, municipality).hints
    ]


def confirm_all(plan, municipality, author) -> int:
    return services.accept_proposals(
        [
            services.Confirmation(*proposal.key, proposal.version, uuid4())
            for proposal in found(plan, municipality).proposals
        ],
        plan=plan,
        municipality=municipality,
        author=author,
    )


# Facts


def test_facts_follow_from_what_was_entered(aalten, officer):
    establish(aalten)
    officer.memberships.update(starts_on=date(2024, 9, 16))
    role = officer.memberships.get()
    role.trained_on = date(2025, 5, 22)
    role.save()
    aalten.refresh_from_db()

    facts = read_facts(aalten, read_team(aalten, TODAY), TODAY)

    assert {fact: standing.since for fact, standing in facts.items()} == {
        Fact.REPORTING_ROUTE: date(2024, 12, 10),
        Fact.OFFICER: date(2024, 9, 16),
        Fact.TRAINED: date(2025, 5, 22),
    }
    assert facts[Fact.REPORTING_ROUTE].sentence == (
        "Meldroute vastgesteld op 10 december 2024."
    )


def test_all_must_be_trained_deputies_too(aalten, officer):
    officer.memberships.update(trained_on=date(2025, 5, 22))
    make_member(Role.OFFICER, aalten, is_deputy=True)

    facts = read_facts(aalten, read_team(aalten, TODAY), TODAY)

    assert not facts[Fact.TRAINED].holds


def test_a_vacancy_ends_the_facts_about_people(aalten):
    make_member(Role.OFFICER, aalten, is_deputy=True, trained_on=date(2025, 5, 22))

    facts = read_facts(aalten, read_team(aalten, TODAY), TODAY)

    assert not facts[Fact.OFFICER].holds
    assert not facts[Fact.TRAINED].holds


def test_only_what_is_per_municipality_repeats_a_fact(joint_action):
    for part in [joint_action, make_result(joint_action.objective)]:
        part.fact = Fact.OFFICER

        with pytest.raises(ValidationError, match="Alleen wat per gemeente is"):
            part.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            part.save()


# Proposals


def test_nothing_is_proposed_before_the_fact_is_entered(plan, aalten, parts):
    assert proposed(plan, aalten) == []
    assert hinted(plan, aalten) == []


def test_each_part_that_repeats_the_fact_gets_a_proposal(
    plan, aalten, berkelland, parts
):
    establish(aalten)

    assert proposed(plan, aalten) == [
        "Actie 1.1 Meldroute: afgerond, op schema",
        "Resultaat 1.1: Iedereen is getraind: bereikt",
        "Mijlpaal: Meldroute klaar: gehaald",
    ]
    assert proposed(plan, berkelland) == []


def test_nothing_changes_by_itself(plan, aalten, parts, track, status):
    establish(aalten)
    found(plan, aalten)

    track.refresh_from_db()
    status.refresh_from_db()
    assert track.version == 0
    assert status.completed_on is None
    assert not ResultAssessment.objects.exists()


def test_confirmed_the_parts_get_their_state_with_the_fact_as_note(
    plan, aalten, parts, officer, track, status
):
    establish(aalten)

    accepted = confirm_all(plan, aalten, officer)

    track.refresh_from_db()
    status.refresh_from_db()
    assessment = ResultAssessment.objects.get()
    sentence = "Meldroute vastgesteld op 10 december 2024."
    assert accepted == 3
    assert (track.phase, track.light, track.state.note) == (
        Phase.DONE,
        Light.GREEN,
        sentence,
    )
    assert track.state.author == officer
    assert (status.completed_on, status.note) == (date(2024, 12, 10), sentence)
    assert (assessment.outcome, assessment.note) == ("reached", sentence)
    assert proposed(plan, aalten) == []
    assert hinted(plan, aalten) == []


def test_results_are_not_proposed_between_rounds(plan, aalten, result):
    establish(aalten)

    assert not any("Resultaat" in line for line in proposed(plan, aalten))


@pytest.mark.parametrize("phase", ["done", "embedded", "dropped", "not_applicable"])
def test_what_is_finished_or_dropped_is_left_alone(plan, aalten, track, officer, phase):
    light = "" if phase in ("dropped", "not_applicable") else "green"
    report(track, officer, phase=phase, light=light)
    establish(aalten)

    assert proposed(plan, aalten) == []


def test_what_was_said_before_the_fact_was_entered_is_proposed(
    plan, aalten, track, officer
):
    report(track, officer, phase="running")
    establish(aalten)

    assert proposed(plan, aalten) == ["Actie 1.1 Meldroute: afgerond, op schema"]


def test_what_was_said_knowing_the_fact_stands_and_is_only_asked_about(
    plan, aalten, parts, track, officer, result, status, reporting_round
):
    establish(aalten)
    report(track, officer, phase="running", light="orange")
    services.assess_result(
        result,
        municipality=aalten,
        reporting_round=reporting_round,
        outcome="partly",
        note="Nog niet overal bekend.",
        base_version=None,
    )
    services.postpone_milestone(status, until=date(2035, 1, 1), reason="Wordt herzien.")

    assert proposed(plan, aalten) == []
    but = "maar er is ingevuld: meldroute vastgesteld op 10 december 2024"
    assert hinted(plan, aalten) == [
        f"Actie 1.1 Meldroute in uitvoering, {but}",
        f"Resultaat 1.1: Iedereen is getraind deels bereikt, {but}",
        f"Mijlpaal: Meldroute klaar uitgesteld, {but}",
    ]


def test_what_is_said_without_the_fact_is_asked_about(plan, aalten, parts, officer):
    establish(aalten)
    confirm_all(plan, aalten, officer)
    establish(aalten, None)

    missing = "maar bij de meldroute is geen datum ingevuld"
    assert hinted(plan, aalten) == [
        f"Actie 1.1 Meldroute afgerond, {missing}",
        f"Resultaat 1.1: Iedereen is getraind bereikt, {missing}",
        f"Mijlpaal: Meldroute klaar gehaald, {missing}",
    ]


def test_confirming_twice_does_it_once(plan, aalten, parts, officer, track):
    establish(aalten)
    confirmations = [
        services.Confirmation(*proposal.key, proposal.version, uuid4())
        for proposal in found(plan, aalten).proposals
    ]
    place = {"plan": plan, "municipality": aalten, "author": officer}

    counts = [services.accept_proposals(confirmations, **place) for _ in range(2)]

    track.refresh_from_db()
    assert counts == [3, 0]
    assert track.version == 1


def test_what_changed_since_is_not_overwritten_and_nothing_else_is_done(
    plan, aalten, parts, officer, coordinator, track, status
):
    establish(aalten)
    confirmations = [
        services.Confirmation(*proposal.key, proposal.version, uuid4())
        for proposal in found(plan, aalten).proposals
    ]
    status.note = "Het college is om."
    status.save()

    with pytest.raises(VersionConflict):
        services.accept_proposals(
            confirmations, plan=plan, municipality=aalten, author=officer
        )

    track.refresh_from_db()
    assert track.version == 0
    assert not ResultAssessment.objects.exists()


def test_the_number_of_queries_does_not_grow_with_history(
    plan, aalten, parts, officer, django_assert_max_num_queries
):
    for year in range(2010, 2024):
        establish(aalten, date(year, 1, 1))
    make_action(plan, fact=Fact.OFFICER)
    place = Municipality.objects.get(pk=aalten.pk)

    with django_assert_max_num_queries(8):
        compare_with_facts(plan, place, today=TODAY)


# Judging results


def test_a_judgement_is_given_once_and_changed_only_by_who_saw_it(
    result, aalten, reporting_round
):
    place = {"municipality": aalten, "reporting_round": reporting_round}
    first = services.assess_result(result, **place, outcome="partly", base_version=None)
    again = services.assess_result(result, **place, outcome="partly", base_version=None)
    with pytest.raises(VersionConflict):
        services.assess_result(result, **place, outcome="reached", base_version=None)
    changed = services.assess_result(
        result, **place, outcome="reached", base_version=version_of(first)
    )

    assert first == again == changed
    assert ResultAssessment.objects.get().outcome == "reached"
    assert first.history.count() == 2


def test_a_closed_round_is_judged_no_more(result, aalten, reporting_round):
    reporting_round.closed_on = date(2025, 10, 10)
    reporting_round.save()

    with pytest.raises(ValidationError, match="gesloten"):
        services.assess_result(
            result,
            municipality=aalten,
            reporting_round=reporting_round,
            outcome="reached",
            base_version=None,
        )


def test_a_result_is_judged_where_it_belongs(result, action, aalten, reporting_round):
    regional = make_result(action.objective)

    for judged, municipality in [(result, None), (regional, aalten)]:
        with pytest.raises(ValidationError, match="wordt"):
            services.assess_result(
                judged,
                municipality=municipality,
                reporting_round=reporting_round,
                outcome="reached",
                base_version=None,
            )


# The page


@pytest.fixture
def address(plan, aalten) -> str:
    return f"/plannen/{plan.pk}/gemeenten/{aalten.code}/"


@pytest.fixture
def client(client, officer):
    client.force_login(officer)
    return client


def sent_from(response, accept: str) -> dict[str, object]:
    """What a button of the list of proposals sends."""
    formset = response.context["proposals"]
    data = {
        field.html_name: field.value()
        for form in [formset.management_form, *formset.forms]
        for field in form
        if field.value() is not None
    }
    return data | {"accept": accept}


def test_the_officer_enters_the_route_once_and_confirms_the_rest_in_one_click(
    client, address, aalten, parts, track, status
):
    client.post(
        f"{address}meldroute/",
        {
            "base_version": version_of(aalten),
            "reporting_route_on": "2024-12-10",
            "reporting_route_url": "www.aalten.example/meldroute",
        },
    )
    page = client.get(address)
    response = client.post(f"{address}voorstellen/", sent_from(page, "alle"))

    aalten.refresh_from_db()
    track.refresh_from_db()
    status.refresh_from_db()
    assert "Meldroute vastgesteld op 10 december 2024." in page.content.decode()
    assert aalten.reporting_route_url == "https://www.aalten.example/meldroute"
    assert response.status_code == 302
    assert track.phase == Phase.DONE
    assert status.completed_on == date(2024, 12, 10)
    assert ResultAssessment.objects.get().outcome == "reached"


def test_one_proposal_is_confirmed_without_the_others(
    client, address, aalten, parts, track, status
):
    establish(aalten)

    client.post(f"{address}voorstellen/", sent_from(client.get(address), "2"))

    track.refresh_from_db()
    status.refresh_from_db()
    assert track.version == 0
    assert status.completed_on == date(2024, 12, 10)


def test_a_proposal_that_is_too_late_shows_what_there_is_now(
    client, address, aalten, parts, track, coordinator
):
    report(track, coordinator, phase="preparing")
    establish(aalten)
    data = sent_from(client.get(address), "alle")
    track.refresh_from_db()
    services.withdraw(
        track, author=coordinator, key=uuid4(), base_version=track.version
    )

    response = client.post(f"{address}voorstellen/", data)

    assert response.status_code == 409
    assert "iemand anders heeft dit intussen gewijzigd" in response.content.decode()


@pytest.mark.parametrize("change", [{"form-0-pk": "x"}, {"accept": "99"}, {}])
def test_a_tampered_form_does_nothing(
    client, address, aalten, parts, other_track, change
):
    establish(aalten)
    data = sent_from(client.get(address), "0")
    data["form-0-pk"] = other_track.pk

    client.post(f"{address}voorstellen/", data | change)

    assert not Progress.objects.exclude(version=0).exists()


def test_who_only_looks_gets_no_proposals(client, address, aalten, parts, reader):
    establish(aalten)
    client.force_login(reader)

    page = client.get(address).content.decode()

    assert ">Voorstellen<" not in page
    assert "Meldroute wijzigen" not in page


def test_the_route_is_not_established_tomorrow(client, address, aalten):
    response = client.post(
        f"{address}meldroute/",
        {"base_version": version_of(aalten), "reporting_route_on": "2099-01-01"},
    )

    assert response.status_code == 422
    assert "Deze datum ligt in de toekomst." in response.content.decode()
    assert 'value="2099-01-01"' in response.content.decode()


def test_two_who_enter_the_route_see_each_other(client, address, aalten, coordinator):
    seen = version_of(aalten)
    aalten.reporting_route_on = date(2024, 11, 1)
    aalten._history_user = coordinator
    aalten.save()

    response = client.post(
        f"{address}meldroute/",
        {"base_version": seen, "reporting_route_on": "2024-12-10"},
    )

    assert response.status_code == 409
    assert "Carla Coördinator" in response.content.decode()
    assert "1 november 2024" in response.content.decode()


def test_another_field_of_the_municipality_is_no_conflict(
    client, address, aalten, coordinator
):
    seen = version_of(aalten)
    aalten.contact_email = "info@aalten.example"
    aalten.save()

    response = client.post(
        f"{address}meldroute/",
        {"base_version": seen, "reporting_route_on": "2024-12-10"},
    )

    aalten.refresh_from_db()
    assert response.status_code == 302
    assert aalten.contact_email == "info@aalten.example"
    assert aalten.reporting_route_on == date(2024, 12, 10)


def test_a_former_officer_says_nothing_about_the_route(client, address, officer):
    Membership.objects.filter(user=officer).update(ends_on=date(2025, 1, 1))

    assert client.post(f"{address}meldroute/", {}).status_code == 404
