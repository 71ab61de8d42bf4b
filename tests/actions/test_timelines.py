"""A timeline tells who did what to a thing and its parts, when and why."""

from datetime import date

import pytest
from django.core.management import call_command

from actions import services
from actions.management.commands.load_plan import SHIPPED_PLAN
from actions.models import (
    Action,
    Amendment,
    BudgetLine,
    BudgetShare,
    Funding,
    PartnerRole,
    Plan,
    Result,
)
from actions.timelines import (
    recent,
    timeline_of,
    timeline_of_plan,
)
from municipalities.timeline import Event
from tests.admin_pages import admin_url, save
from tests.factories import (
    make_action,
    make_objective,
    make_result,
    report,
)
from tests.history import at

pytestmark = pytest.mark.usefixtures("since_january")

ALL = slice(None)


@pytest.fixture
def history_of(plan, coordinator):
    """What happened to a row, as the coordinator reads it."""

    def history_of(row, by=coordinator) -> list[Event]:
        return list(timeline_of(type(row), row.pk, plan, by)[ALL])

    return history_of


def told(events) -> list[str]:
    return [f"{event.subject} {event.verb}" for event in events]


def changes(event) -> set[tuple[str, str | None, str | None]]:
    return {(change.field, change.old, change.new) for change in event.changes}


# Wherever it was done


def test_an_edit_in_the_admin(client, coordinator, action, history_of):
    client.force_login(coordinator)

    save(
        client,
        admin_url("actions_action_change", action.pk),
        title="Meldroute maken",
        change_reason="Korter zo.",
    )

    newest = history_of(action)[0]
    assert newest.author == "Carla Coördinator"
    assert newest.reason == "Korter zo."
    assert changes(newest) == {
        ("Korte titel", "Meldroute vaststellen", "Meldroute maken")
    }


def test_an_edit_in_the_admin_of_only_what_is_waited_for_is_one_event(
    client, coordinator, plan, action, history_of
):
    other = make_action(plan, title="Eerst dit")
    before = len(history_of(action))
    client.force_login(coordinator)

    save(
        client,
        admin_url("actions_action_change", action.pk),
        waits_for=[other.pk],
        change_reason="Dat moet eerst.",
    )

    newest = history_of(action)[0]
    assert len(history_of(action)) == before + 1
    assert newest.reason == "Dat moet eerst."
    assert changes(newest) == {("Wacht op", "(leeg)", "1.2 Eerst dit")}


def test_a_bulk_action_in_the_admin(client, coordinator, plan, action, history_of):
    second = make_action(plan, title="Ook dit")
    client.force_login(coordinator)

    client.post(
        f"{admin_url('actions_action_retire')}?id={action.pk}&id={second.pk}",
        {"reason": "Ingehaald.", "on": "2025-06-01"},
    )

    for row in (action, second):
        newest = history_of(row)[0]
        assert (newest.author, newest.reason) == ("Carla Coördinator", "Ingehaald.")
        assert ("Vervallen op", "(leeg)", "1 juni 2025") in changes(newest)
        assert ("Reden van vervallen", "(leeg)", "Ingehaald.") in changes(newest)


def test_an_import(outsider):
    call_command("load_plan", verbosity=0)
    plan = Plan.objects.get(title="Uitvoeringsplan Mensenhandel Achterhoek")

    events = timeline_of_plan(plan, outsider)[ALL]

    assert {event.author for event in events} == {"het systeem"}
    reasons = {event.subject: event.reason for event in events}
    assert reasons[str(plan)] == "Ingelezen uit uitvoeringsplan.yaml"


def test_an_import_into_an_adopted_plan(outsider, tmp_path):
    call_command("load_plan", verbosity=0)
    plan = Plan.objects.get(title="Uitvoeringsplan Mensenhandel Achterhoek")
    action = Action.objects.of_plan(plan).first()
    file = tmp_path / "nieuw.yaml"
    file.write_text(SHIPPED_PLAN.read_text().replace(action.title, "Andere titel"))
    call_command(
        "load_plan",
        file,
        verbosity=0,
        reason="Duidelijker.",
        decided_by="Driehoek",
        valid_from=date(2026, 1, 1),
    )

    newest = timeline_of(Action, action.pk, plan, outsider)[:1][0]

    assert (newest.author, newest.verb) == ("het systeem", "gewijzigd")
    assert newest.reason == "Ingelezen uit nieuw.yaml: Duidelijker."
    assert changes(newest) == {("Korte titel", action.title, "Andere titel")}


def test_an_edit_of_an_adopted_plan_says_why(client, coordinator, plan, action):
    plan.status = Plan.Status.ADOPTED
    plan.save()
    client.force_login(coordinator)
    old = action.title
    save(
        client,
        admin_url("actions_action_change", action.pk),
        title="Meldroute maken",
        change_reason="Duidelijker.",
        decided_by="Driehoek",
        valid_from="2026-01-01",
    )

    in_plan = timeline_of_plan(plan, coordinator)[:2]

    assert {event.verb for event in in_plan} == {"gewijzigd", "vastgelegd"}
    assert {event.reason for event in in_plan} == {"Duidelijker."}
    told_of = [event for event in in_plan if event.verb == "gewijzigd"]
    assert changes(told_of[0]) == {("Korte titel", old, "Meldroute maken")}


def test_a_report_on_the_site(officer, track, action, history_of):
    report(track, officer, light="green", phase="preparing", note="Begonnen.")
    report(track, officer, light="orange", note="Te druk.")

    newest, first, *_ = history_of(action)
    subject = "Voortgang: 1.1 Meldroute vaststellen (Aalten)"
    assert told([newest, first]) == [f"{subject} gemeld"] * 2
    assert newest.author == "Anna Aalten"
    assert changes(newest) == {
        ("Fase", "voorbereiding", "in uitvoering"),
        ("Stoplicht", "op schema", "aandacht nodig"),
        ("Toelichting", None, "Te druk."),
        ("Oorzaak", None, "Te weinig mensen."),
        ("Gevolg voor het doel", None, "Het duurt langer."),
        ("Maatregel", None, "Een collega springt bij."),
    }
    assert ("Fase", None, "voorbereiding") in changes(first)


def test_a_confirmation_and_a_withdrawal(officer, track, action, history_of):
    report(track, officer, light="green")
    for service in (services.confirm, services.withdraw):
        track.refresh_from_db()
        service(track, author=officer, key=KEYS[service], base_version=track.version)

    withdrawn, confirmed, _, *_ = history_of(action)
    assert confirmed.verb == "bevestigd"
    assert withdrawn.verb == "ingetrokken"
    assert changes(confirmed) == changes(withdrawn) == set()


KEYS = {
    services.confirm: "0b0f7a5e-5d8e-4c66-9a43-6a4f8d2c1b01",
    services.withdraw: "0b0f7a5e-5d8e-4c66-9a43-6a4f8d2c1b02",
}


def test_saving_what_is_the_same_is_told_as_such(action, history_of):
    action.save()

    assert history_of(action)[0].verb == "opgeslagen zonder wijziging"


# What came and what went


def test_what_was_added_tells_what_it_said(action, history_of):
    added = history_of(action)[-1]

    assert added.verb == "toegevoegd"
    assert ("Uitvoering", None, "per gemeente") in changes(added)
    assert "Begint op" not in {change.field for change in added.changes}


def test_what_was_deleted_is_named_and_tells_what_it_said(plan, action, history_of):
    title = "Actie: 1.1 Meldroute vaststellen"
    action.objective.delete()

    gone = {event.subject: event for event in history_of(plan) if event.is_gone}

    assert set(gone) == {"Doelstelling 1: Professionals signaleren", title}
    assert changes(gone[title]) >= {
        ("Doelstelling", "Doelstelling 1: Professionals signaleren", None),
        ("Korte titel", "Meldroute vaststellen", None),
    }


def test_an_old_event_names_what_is_gone_since(plan, action, coordinator, history_of):
    first = make_action(plan, title="Eerst dit")
    result = make_result(action.objective)
    action.waits_for.set([first])
    pk = result.pk
    first.delete()
    result.delete()

    waiting = [event for event in history_of(action) if event.verb == "gewijzigd"]
    of_result = timeline_of(Result, pk, plan, coordinator)[ALL]

    assert changes(waiting[0]) == {("Wacht op", "(leeg)", "1.2 Eerst dit")}
    assert told(of_result) == ["Resultaat 1.1 verwijderd", "Resultaat 1.1 toegevoegd"]


def test_what_was_waited_for_and_no_longer_is(plan, action, history_of):
    first, second = make_action(plan, title="Eerst"), make_action(plan, title="Dan")
    action.waits_for.set([first])
    action.waits_for.set([first, second])

    assert changes(history_of(action)[0]) == {
        ("Wacht op", "1.2 Eerst", "1.2 Eerst, 1.3 Dan")
    }


# Whose timeline it is in


@pytest.fixture
def parts(plan, action, aalten):
    """A part of every kind."""
    objective = action.objective
    partner = plan.region.partners.create(name="MEE")
    line = BudgetLine.objects.create(objective=objective, title="Post", kind="estimate")
    milestone = objective.milestones.create(title="Besluit", action=action)
    return {
        "result": make_result(objective),
        "milestone": milestone,
        "status": milestone.statuses.create(municipality=aalten),
        "role": PartnerRole.objects.create(partner=partner, objective=objective),
        "role of action": PartnerRole.objects.create(partner=partner, action=action),
        "line": line,
        "line of action": objective.budget_lines.create(
            title="Kaarten", kind="estimate", action=action
        ),
        "funding": Funding.objects.create(
            budget_line=line, source="duup", state="covered", payer=partner
        ),
        "share": BudgetShare.objects.create(budget_line=line, municipality=aalten),
        "risk": objective.risks.create(title="Druk", chance=1, impact=1),
        "risk of action": action.risks.create(title="Te laat", chance=1, impact=1),
        "partner": partner,
    }


def in_timeline(parts, events) -> set[str]:
    """Which of the parts were added, according to these events."""
    told_of = {event.url for event in events if event.verb == "toegevoegd"}
    return {name for name, row in parts.items() if url_of(row) in told_of}


def url_of(row) -> str:
    kind = row._meta.verbose_name.replace(" ", "-")
    return f"/plannen/{Plan.objects.get().pk}/geschiedenis/{kind}/{row.pk}/"


def test_a_plan_tells_of_everything(plan, parts, history_of):
    assert in_timeline(parts, history_of(plan)) == set(parts)


def test_an_objective_tells_of_its_parts_and_of_its_actions(parts, action, history_of):
    events = history_of(action.objective)

    assert in_timeline(parts, events) == set(parts) - {
        "role of action",
        "risk of action",
        "partner",
    }
    assert "Actie: 1.1 Meldroute vaststellen toegevoegd" in told(events)


def test_an_action_tells_of_its_parts(parts, action, history_of):
    assert in_timeline(parts, history_of(action)) == {
        "milestone",
        "status",
        "role of action",
        "line of action",
        "risk of action",
    }


def test_an_action_line_tells_of_its_objectives(parts, action, history_of):
    events = history_of(action.objective.action_line)

    assert told(events) == [
        "Doelstelling 1: Professionals signaleren toegevoegd",
        "Actielijn 1: Eerder in beeld toegevoegd",
    ]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("milestone", {"milestone", "status"}),
        ("line", {"line", "funding", "share"}),
        ("result", {"result"}),
        ("risk", {"risk"}),
    ],
)
def test_a_part_tells_of_itself_and_its_own_parts(parts, history_of, whole, expected):
    assert in_timeline(parts, history_of(parts[whole])) == expected


def test_a_municipality_tells_of_what_is_hers(
    plan,
    parts,
    aalten,
    berkelland,
    officer,
    other_officer,
    track,
    other_track,
    history_of,
):
    report(track, officer)
    report(other_track, other_officer)
    aalten.contact_email = "veiligheid@aalten.example"
    aalten.save()

    events = history_of(aalten)

    assert in_timeline(parts, events) == {"status", "share"}
    assert {
        "Gemeente: Aalten gewijzigd",
        "Deelname: Aalten in Uitvoeringsplan toegevoegd",
        "Voortgang: 1.1 Meldroute vaststellen (Aalten) gemeld",
    } <= set(told(events))
    assert "Berkelland" not in " ".join(told(events))


def test_what_moved_is_told_where_it_was_and_where_it_is(plan, action, history_of):
    from_here, to_there = action.objective, make_objective(plan, title="Samenwerken")
    action.objective, action.number = to_there, 1
    action.save()

    moved = ("Doelstelling", str(from_here), str(to_there))
    for objective in (from_here, to_there):
        assert any(moved in changes(event) for event in history_of(objective))


def test_another_plan_is_another_story(plan, action, coordinator, history_of):
    other = Plan.objects.create(region=plan.region, title="Het volgende plan")
    make_action(other, title="Iets anders")

    assert "Iets anders" not in " ".join(told(history_of(plan)))
    assert "Meldroute" not in " ".join(told(timeline_of_plan(other, coordinator)[ALL]))


def test_an_amendment_is_told_with_who_decided(plan, coordinator, history_of):
    Amendment.objects.create(
        plan=plan,
        reason="Het liep uit.",
        decided_by="Driehoek",
        valid_from="2025-07-01",
        author=coordinator,
    )

    newest = history_of(plan)[0]

    assert newest.verb == "vastgelegd"
    assert (newest.author, newest.reason) == ("Carla Coördinator", "Het liep uit.")
    assert ("Besloten door", None, "Driehoek") in changes(newest)


def test_the_page_of_a_thing_shows_the_newest_events(plan, action, coordinator):
    for number in range(7):
        action.title = f"Titel {number}"
        action.save()

    newest = recent(action, plan, coordinator)

    assert len(newest.events) == 5
    assert changes(newest.events[0]) == {("Korte titel", "Titel 5", "Titel 6")}
    assert newest.url == url_of(action)


def test_who_is_not_known_is_the_system(plan, action, history_of):
    with at("2025-05-01 09:00", by=None):
        action.title = "Anders"
        action.save()

    assert history_of(action)[0].author == "het systeem"
