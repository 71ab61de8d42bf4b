"""The pages that tell what happened, in pages, and narrowed to what is asked."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from actions.models import BudgetLine, Plan
from tests.factories import make_action, make_plan, make_result, report
from tests.history import at

pytestmark = pytest.mark.usefixtures("since_january")


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def address(plan):
    return reverse("actions:history", args=[plan.pk])


def history_address(plan, kind: str, pk: int) -> str:
    return reverse("actions:object-history", args=[plan.pk, kind, pk])


def subjects(response) -> set[str]:
    return {event.subject for event in response.context["page_obj"]}


@pytest.fixture
def story(action, coordinator, officer, track):
    """Three changes, on three days, by three people."""
    with at("2025-03-01 09:00", by=coordinator):
        action.title = "In maart"
        action.save()
    with at("2025-06-30 23:59", by=officer):
        make_result(action.objective)
    with at("2025-09-01 09:00"):
        action.title = "In september"
        action.save()


def test_a_long_history_is_paged_newest_first(client, address, action):
    for number in range(60):
        action.title = f"Titel {number}"
        action.save()

    first, third = client.get(address), client.get(address, {"page": 3})

    assert len(first.context["page_obj"]) == 25
    newest = first.context["page_obj"][0].changes[0]
    assert (newest.old, newest.new) == ("Titel 58", "Titel 59")
    assert third.context["page_obj"].number == 3
    assert third.context["page_obj"][0].changes[0].new == "Titel 9"
    assert "Pagina" in first.content.decode()


def test_every_event_is_on_one_page_only(client, address, action):
    for number in range(60):
        with at("2025-06-01 09:00"):  # all at the same moment
            action.title = f"Titel {number}"
            action.save()

    new = []
    for number in (1, 2, 3):
        page = client.get(address, {"page": number}).context["page_obj"]
        new += [c.new for event in page for c in event.changes if c.old]

    assert new == [f"Titel {number}" for number in reversed(range(60))]


def test_of_a_long_text_only_the_words_that_changed_are_marked(client, address, action):
    action.description = "De gemeente stelt een eigen meldroute vast."
    action.save()

    page = client.get(address).content.decode()

    assert '<ins><span class="visually-hidden">nieuw: </span>eigen </ins>' in page
    assert "<del>" not in page


def test_an_amount_is_read_as_everywhere(client, plan, aalten):
    line = BudgetLine.objects.create(plan=plan, title="Training", kind="estimate")
    share = line.shares.create(municipality=aalten, spent=2500)
    share.spent = Decimal("2750.50")
    share.save()
    address = reverse("actions:history", args=[plan.pk])

    (newest, *_) = client.get(address).context["page_obj"]

    assert [(c.old, c.new) for c in newest.changes] == [("€ 2.500", "€ 2.750,50")]


def test_a_date_is_replaced_whole(client, address, action):
    for action.ends_on in (date(2025, 12, 31), date(2026, 7, 31)):
        action.save()

    (newest, *_) = client.get(address).context["page_obj"]

    assert newest.changes[0].is_replaced
    assert newest.changes[0].pieces[0].text == "31 december 2025"


def test_a_page_that_is_not_there_is_the_nearest(client, address):
    for asked in ("99", "-1", "x"):
        assert client.get(address, {"page": asked}).status_code == 200


def test_a_history_is_narrowed_to_a_kind(client, address, story):
    response = client.get(address, {"soort": "resultaat"})

    assert subjects(response) == {"Resultaat 1.1"}


def test_a_history_is_narrowed_to_a_person(client, address, story, officer):
    response = client.get(address, {"wie": officer.pk})

    assert subjects(response) == {"Resultaat 1.1"}
    people = response.context["form"].fields["wie"].queryset
    assert {person.name for person in people} == {"Carla Coördinator", "Anna Aalten"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"van": "2025-06-30", "tot": "2025-06-30"}, {"Resultaat 1.1"}),
        ({"van": "2025-07-01"}, {"Actie: 1.1 In september"}),
        ({"van": "2025-02-01", "tot": "2025-06-29"}, {"Actie: 1.1 In maart"}),
    ],
)
def test_a_history_is_narrowed_to_a_period(client, address, story, asked, expected):
    assert subjects(client.get(address, asked)) == expected


def test_a_day_in_the_past_is_the_last_of_the_history(client, address, story):
    response = client.get(address, {"peildatum": "2025-06-30", "van": "2025-02-01"})

    assert subjects(response) == {"Resultaat 1.1", "Actie: 1.1 In maart"}


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"van": "gisteren"}, "Dit is geen datum. Schrijf bijvoorbeeld 30-6-2025."),
        ({"van": "0001-01-01"}, "Kies een latere dag."),
        (
            {"van": "2025-06-30", "tot": "2025-06-29"},
            "Deze dag ligt voor de eerste dag.",
        ),
        ({"soort": "auto"}, "Dit komt in deze geschiedenis niet voor."),
        ({"wie": "0"}, "Deze persoon heeft hier niets gedaan."),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_field(client, address, asked, error):
    response = client.get(address, asked)

    assert response.status_code == 422
    assert error in response.content.decode()
    assert "page_obj" not in response.context
    if "van" in asked:
        assert f'value="{asked["van"]}"' in response.content.decode()


def test_each_event_leads_to_the_history_of_its_thing(client, address, story, plan):
    page = client.get(address).context["page_obj"]

    for event in page:
        assert client.get(event.url).status_code == 200, event


def test_what_is_gone_still_has_its_history(client, plan, action):
    result = make_result(action.objective)
    address = history_address(plan, "resultaat", result.pk)
    result.delete()

    response = client.get(address)

    assert response.status_code == 200
    assert response.context["thing"].name == "Resultaat 1.1"
    assert response.context["thing"].url == ""
    assert "Iedereen is getraind" in response.content.decode()


def test_a_thing_with_a_page_leads_there(client, plan, action, aalten):
    for kind, row, page in [
        ("actie", action, action.get_absolute_url()),
        ("gemeente", aalten, reverse("actions:municipality", args=[plan.pk, "GM0197"])),
    ]:
        response = client.get(history_address(plan, kind, row.pk))

        assert f'<a href="{page}">Naar de pagina zelf</a>' in response.content.decode()


def test_there_is_no_history_of_what_was_never_there(client, plan, action, coordinator):
    other = make_plan(region=plan.region, title="Het volgende plan")
    elsewhere = make_action(other)

    for kind, pk in [
        ("actie", 999),
        ("actie", elsewhere.pk),
        ("account", coordinator.pk),
        ("rol", coordinator.memberships.get().pk),
        ("auto", 1),
    ]:
        assert client.get(history_address(plan, kind, pk)).status_code == 404, kind


def test_a_text_cannot_break_the_page(client, address, action):
    action.title = '<script>alert(1)</script>" href="/acties/1/"'
    action.save()

    page = client.get(address, {"peildatum": localdate().isoformat()}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot; href=&quot;/acties/1/" in page


def test_what_was_reported_leads_to_its_track(client, address, track, officer):
    report(track, officer)

    newest = client.get(address).context["page_obj"][0]

    assert newest.url == track.get_absolute_url()


def test_the_history_is_on_the_pages_of_things(client, plan, action, aalten):
    for address in [
        action.get_absolute_url(),
        action.objective.get_absolute_url(),
        action.objective.action_line.get_absolute_url(),
        reverse("actions:municipality", args=[plan.pk, aalten.code]),
    ]:
        response = client.get(address)

        assert response.context["recent"].events, address
        assert response.context["recent"].url in response.content.decode()
        assert client.get(response.context["recent"].url).status_code == 200


def test_the_history_is_in_the_menu_of_the_plan(client, plan: Plan, address):
    page = client.get(plan.get_absolute_url()).content.decode()

    assert f'<a href="{address}">Geschiedenis</a>' in page
