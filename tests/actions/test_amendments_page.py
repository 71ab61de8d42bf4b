"""The register of changes on the site: newest first, a decision with all it changed."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from actions import services
from actions.models import Action, Plan
from actions.services import Decision, amending
from actions.views.amendments import PER_PAGE
from tests.factories import make_action, make_objective, make_plan, report


@pytest.fixture
def client(client, reader):
    client.force_login(reader)
    return client


@pytest.fixture
def adopted(plan, action):
    plan.status = Plan.Status.ADOPTED
    plan.save()
    return plan


@pytest.fixture
def amend(adopted, coordinator):
    """Change a row of the adopted plan by a decision."""

    def amend(row, *, reason="Anders besloten", on=date(2025, 7, 1), **values):
        now = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
        decision = Decision(reason, "Gezamenlijke driehoek", on)
        with amending(adopted, decision, by=coordinator, now=now):
            for field, value in values.items():
                setattr(row, field, value)
            row.save()

    return amend


def register(client, plan, **filters):
    return client.get(reverse("actions:amendments", args=[plan.pk]), filters)


def reasons(response) -> list[str]:
    return [entry.amendment.reason for entry in response.context["entries"]]


def test_a_decision_is_told_with_old_and_new_words_marked(
    client, adopted, action, amend
):
    amend(action, description="De gemeente stelt een goede meldroute vast.")

    page = register(client, adopted)

    html = page.content.decode()
    assert "Besloten door Gezamenlijke driehoek, geldig vanaf 1 juli 2025" in html
    assert "Vastgelegd op <time" in html
    assert "door Carla Coördinator" in html
    assert "Anders besloten" in html
    assert f'<a href="{action.get_absolute_url()}">Actie 1.1 Meldroute' in html
    assert '<ins><span class="visually-hidden">nieuw: </span>goede ' in html
    assert "Omschrijving" in html


def test_the_newest_decision_stands_first_whenever_it_holds(
    client, adopted, action, amend
):
    amend(action, title="Eerste", reason="Oud", on=date(2025, 3, 1))
    amend(action, title="Tweede", reason="Nieuw", on=date(2025, 6, 1))

    assert reasons(register(client, adopted)) == ["Nieuw", "Oud"]


def test_a_plan_that_was_not_changed_says_so(client, plan):
    assert "nog niet gewijzigd" in register(client, plan).content.decode()


def test_another_plan_has_a_register_of_its_own(client, adopted, action, amend):
    amend(action, title="Anders")
    other = make_plan(region=adopted.region, title="Ander plan")

    assert reasons(register(client, other)) == []


def test_the_register_is_filtered_by_objective_and_by_action(
    client, adopted, action, amend
):
    second = make_action(adopted, objective=action.objective, title="Tweede")
    elsewhere = make_objective(adopted, title="Andere doelstelling")
    amend(action, title="Anders", reason="Eerste actie")
    amend(second, title="Ook anders", reason="Tweede actie")
    amend(elsewhere, title="Weer anders", reason="Doelstelling")

    assert reasons(register(client, adopted, onderdeel="1")) == [
        "Tweede actie",
        "Eerste actie",
    ]
    assert reasons(register(client, adopted, onderdeel="1.1")) == ["Eerste actie"]
    assert reasons(register(client, adopted, onderdeel="2")) == ["Doelstelling"]


def test_what_was_removed_is_still_found_at_its_objective(
    client, adopted, action, coordinator
):
    decision = Decision("Dubbel", "Driehoek", date(2025, 7, 1))
    with amending(adopted, decision, by=coordinator):
        Action.objects.get().delete()

    page = register(client, adopted, onderdeel="1")

    assert reasons(page) == ["Dubbel"]
    assert "<del>" in page.content.decode()
    assert "verwijderd" in page.content.decode()


def test_the_register_is_filtered_by_the_day_of_entry_in_dutch_time(
    client, adopted, action, coordinator
):
    decision = Decision("Laat op de avond", "Driehoek", date(2025, 1, 1))
    late = datetime(2025, 6, 30, 22, 30, tzinfo=UTC)  # 1 July in Amsterdam
    with amending(adopted, decision, by=coordinator, now=late):
        action.title = "Anders"
        action.save()

    assert reasons(register(client, adopted, vanaf="2025-07-01")) == [decision.reason]
    assert reasons(register(client, adopted, tot="2025-06-30")) == []


@pytest.mark.parametrize(
    "words", ["besloten", "driehoek", "stelt", "VAST", "meldroute", "korte titel"]
)
def test_words_are_sought_in_all_that_the_register_says(
    client, adopted, action, amend, words
):
    amend(action, title="Vaste route")

    assert reasons(register(client, adopted, zoek=words)) == (
        [] if words == "stelt" else ["Anders besloten"]
    )


@pytest.mark.parametrize(
    ("filters", "field", "error"),
    [
        ({"vanaf": "gisteren"}, "vanaf", "Voer een geldige datum in."),
        (
            {"vanaf": "2025-07-02", "tot": "2025-07-01"},
            "tot",
            "Deze dag ligt voor de eerste.",
        ),
    ],
)
def test_a_question_that_cannot_be_understood_is_told_beside_the_field(
    client, adopted, action, amend, filters, field, error
):
    amend(action, title="Anders")

    page = register(client, adopted, **filters)

    assert page.status_code == 422
    assert page.context["form"].errors == {field: [error]}
    assert f'value="{filters[field]}"' in page.content.decode()


def test_a_part_that_is_not_there_is_told(client, adopted):
    page = register(client, adopted, onderdeel="9.9")

    assert page.status_code == 422
    assert "onderdeel" in page.context["form"].errors


def test_the_register_has_pages_that_keep_the_question(client, adopted, action, amend):
    for number in range(PER_PAGE + 1):
        amend(action, title=f"Titel {number}", reason=f"Besluit {number}")

    first = register(client, adopted, zoek="besluit")
    second = register(client, adopted, zoek="besluit", page=2)

    assert len(reasons(first)) == PER_PAGE
    assert reasons(second) == ["Besluit 0"]
    assert "?zoek=besluit&amp;page=2" in first.content.decode()


def test_the_pages_of_an_action_and_its_objective_lead_to_their_changes(
    client, adopted, action, amend
):
    amend(action, title="Anders")
    amend(action, title="Weer anders")

    for page, part in [(action, "1.1"), (action.objective, "1")]:
        html = client.get(page.get_absolute_url()).content.decode()
        address = reverse("actions:amendments", args=[adopted.pk])
        assert f'<a href="{address}?onderdeel={part}">2 wijzigingen</a>' in html


def test_what_was_never_changed_leads_nowhere(client, adopted, action):
    html = client.get(action.get_absolute_url()).content.decode()

    assert "?onderdeel=" not in html


def test_a_retired_action_tells_when_why_and_what_came_for_it(
    client, adopted, action, track, officer, coordinator
):
    report(track, officer)
    successor = make_action(adopted, title="Beter idee")
    services.retire_action(
        action,
        reason="Ingehaald door de tijd",
        on=date(2025, 6, 30),
        decided_by="Driehoek",
        replaced_by=successor,
        by=coordinator,
    )

    retired = client.get(action.get_absolute_url()).content.decode()
    new = client.get(successor.get_absolute_url()).content.decode()

    assert "Deze actie is vervallen op 30 juni 2025" in retired
    assert "Ingehaald door de tijd" in retired
    assert f'href="{successor.get_absolute_url()}"' in retired
    assert f'href="{track.get_absolute_url()}"' in retired
    assert f'href="{action.get_absolute_url()}"' in new
    assert client.get(track.get_absolute_url()).status_code == 200
