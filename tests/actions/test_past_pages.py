"""The pages of the plan show any day: `?peildatum=2025-06-30`."""

import re
from datetime import date, timedelta

import pytest
from django.urls import resolve, reverse
from django.utils.timezone import localdate

from actions import services
from actions.models import MilestoneStatus
from actions.results import address_of
from tests.factories import make_action, make_result, make_round, report
from tests.history import at, moment

JUNE = "?peildatum=2025-06-30"


pytestmark = pytest.mark.usefixtures("since_january")


@pytest.fixture
def story(plan, action, officer, aalten):
    """The track of Aalten, in a plan in which much changed after June."""
    with at("2025-01-01 09:00"):
        make_result(action.objective)
        milestone = action.objective.milestones.create(title="Besluit")
        kept = action.objective.milestones.create(
            title="Meldroute", is_per_municipality=True, due_on=date(2025, 9, 30)
        )
        services.create_missing_tracks(plan)
    with at("2025-06-02 09:00"):
        make_round(plan, 2025, 2, opens_on=date(2025, 6, 2)).submissions.create(
            municipality=aalten
        )
    track = action.tracks.get(municipality=aalten)
    report(track, officer, light="orange", now=moment("2025-06-10 09:00"))
    report(track, officer, light="green", now=moment("2025-09-10 09:00"))
    with at("2025-08-01 09:00"):
        action.title = "Andere titel"
        action.save()
        milestone.delete()
        status = kept.statuses.get(municipality=aalten)
        services.postpone_milestone(status, until=date(2026, 9, 30), reason="Te druk.")
        make_action(plan, title="Nieuwe actie")
    return track


@pytest.fixture
def addresses(story, plan, action, aalten):
    return {
        "overview": reverse("actions:overview"),
        "plan": plan.get_absolute_url(),
        "action line": action.objective.action_line.get_absolute_url(),
        "objective": action.objective.get_absolute_url(),
        "action": action.get_absolute_url(),
        "municipality": reverse("actions:municipality", args=[plan.pk, aalten.code]),
        "track": story.get_absolute_url(),
        "milestone": MilestoneStatus.objects.get(
            municipality=aalten
        ).get_absolute_url(),
        "submission": aalten.submissions.get().get_absolute_url(),
        "attention": reverse("actions:attention", args=[plan.pk]),
        "results": reverse("actions:results", args=[plan.pk]),
        "result": address_of(action.objective.results.get(), None),
        "milestones": reverse("actions:milestones", args=[plan.pk]),
        "development": reverse("actions:development", args=[plan.pk]),
        "amendments": reverse("actions:amendments", args=[plan.pk]),
        "finances": reverse("actions:finances", args=[plan.pk]),
        "history": reverse("actions:history", args=[plan.pk]),
        "history of an action": reverse(
            "actions:object-history", args=[plan.pk, "actie", action.pk]
        ),
    }


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def links_of(response) -> list[str]:
    """The addresses of our own that a page leads to, beside those of its frame."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.findall(r'href="(/[^"#]*)', main)


def test_every_page_of_the_plan_shows_the_day_and_the_way_back(client, addresses):
    for name, address in addresses.items():
        response = client.get(address + JUNE)

        assert response.status_code == 200, name
        text = text_of(response)
        assert "U ziet de stand van 30 juni 2025. Naar vandaag" in text, name
        assert "Nieuwe actie" not in text, name
        assert 'value="2025-06-30"' in response.content.decode(), name


def test_every_page_of_the_plan_can_go_to_a_day(client, addresses):
    for name, address in addresses.items():
        response = client.get(address)

        assert "Bekijk een eerdere dag" in text_of(response), name
        assert "U ziet de stand van" not in text_of(response), name


def test_the_links_of_a_page_keep_the_day(client, addresses):
    for name, address in addresses.items():
        links = links_of(client.get(address + JUNE))

        shown = [link for link in links if leads_to_past(link)]
        assert shown, name
        assert all("peildatum=2025-06-30" in link for link in shown), name


def leads_to_past(link: str) -> bool:
    return hasattr(resolve(link.partition("?")[0]).func, "shows_past")


@pytest.mark.parametrize("person", ["coordinator", "officer"])
def test_nothing_can_be_changed_on_a_page_of_the_past(
    client, addresses, person, request
):
    client.force_login(request.getfixturevalue(person))
    for name, address in addresses.items():
        response = client.get(address + JUNE)

        page = response.content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert 'method="post"' not in main, name
        assert "Bijwerken" not in main, name
        assert not [link for link in links_of(response) if not leads_to_past(link)], (
            name
        )


def test_the_state_is_that_of_the_day(client, addresses):
    then = text_of(client.get(addresses["action"] + JUNE))
    now = text_of(client.get(addresses["action"]))

    assert "Meldroute vaststellen" in then
    assert "Andere titel" not in then
    assert "Aandacht nodig" in then
    assert "Andere titel" in now
    assert "Op schema" in now


def test_a_milestone_and_what_is_handed_in_are_as_they_were(client, addresses, aalten):
    handed = aalten.submissions.get()
    handed.state, handed.remark = "submitted", "Goed verteld."
    handed.submitted_at = moment("2025-07-10 09:00")
    handed.save()

    for name, new in [
        ("milestone", "30 september 2026"),
        ("submission", "Goed verteld"),
    ]:
        assert new in text_of(client.get(addresses[name])), name
        assert new not in text_of(client.get(addresses[name] + JUNE)), name
    page = text_of(client.get(addresses["municipality"] + JUNE))
    assert "1 keer uitgesteld" not in page
    assert "Uitgevraagd" in page


def test_what_was_deleted_later_is_on_the_page_of_then(client, story, action, plan):
    objective = action.objective.get_absolute_url()
    with at("2025-06-01 09:00"):
        milestone = action.objective.milestones.create(title="Ander besluit")
        services.create_missing_tracks(plan)
    milestone.delete()

    then, now = client.get(objective + JUNE), client.get(objective)

    assert "Ander besluit" in {
        str(s.milestone) for s in then.context["milestone_statuses"]
    }
    assert "Ander besluit" not in {
        str(s.milestone) for s in now.context["milestone_statuses"]
    }


def test_a_page_of_what_is_gone_still_shows_the_past(client, story, plan):
    with at("2025-06-01 09:00"):
        later_gone = make_action(plan, title="Eenmalig")
    address = later_gone.get_absolute_url()
    later_gone.delete()

    assert "Eenmalig" in text_of(client.get(address + JUNE))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ("morgen", "Dit is geen datum. Schrijf bijvoorbeeld 30-6-2025."),
        ("2025-02-30", "Dit is geen datum. Schrijf bijvoorbeeld 30-6-2025."),
        ("0001-01-01", "Kies een latere dag."),
        (
            (localdate() + timedelta(days=1)).isoformat(),
            "Deze dag moet nog komen. Kies een dag tot en met vandaag.",
        ),
    ],
)
def test_a_day_that_cannot_be_shown_is_said_beside_the_field(
    client, addresses, asked, error
):
    for name, address in addresses.items():
        response = client.get(address, {"peildatum": asked})

        assert response.status_code == 422, name
        assert error in text_of(response), name
        assert f'value="{asked}"' in response.content.decode(), name
        assert "Meldroute vaststellen" not in text_of(response), name


@pytest.mark.parametrize("asked", ["30-6-2025", "2025-06-30"])
def test_a_day_may_be_written_in_dutch(client, addresses, asked):
    response = client.get(addresses["plan"], {"peildatum": asked})

    assert "U ziet de stand van 30 juni 2025." in text_of(response)
    assert all(
        "peildatum=2025-06-30" in link
        for link in links_of(response)
        if leads_to_past(link)
    )


def test_today_is_a_day_and_no_day_is_today(client, addresses):
    today = client.get(addresses["action"], {"peildatum": localdate().isoformat()})

    assert "Andere titel" in text_of(today)
    assert "Bekijk een eerdere dag" in text_of(
        client.get(addresses["action"], {"peildatum": ""})
    )


def test_before_the_plan_was_there_the_page_says_so(client, addresses):
    for name, address in addresses.items():
        response = client.get(address, {"peildatum": "2024-12-31"})

        assert response.status_code == 404, name
        assert "Dit stond er op 31 december 2024 niet" in text_of(response), name
        assert "Naar de stand van vandaag" in text_of(response), name


def test_the_past_shows_no_more_to_others(client, outsider, reader, addresses):
    client.force_login(outsider)
    for name, address in addresses.items():
        assert client.get(address + JUNE).status_code == 404, name

    client.force_login(reader)
    for name, address in addresses.items():
        assert client.get(address + JUNE).status_code == 200, name
    words = text_of(client.get(addresses["action"] + JUNE))
    assert "Het loopt." not in words
    assert "zodra de coördinator de aanlevering heeft aanvaard" in words


def test_another_day_asks_the_same_but_not_the_same_page(client, addresses):
    response = client.get(
        addresses["history"], {"soort": "actie", "page": "2", "peildatum": "2025-06-30"}
    )

    page = response.content.decode()
    form = re.search(r'<form class="as-of__form".*?</form>', page, re.S)
    assert 'name="soort" value="actie"' in form[0]
    assert 'name="page"' not in form[0]
    assert 'href="?soort=actie&amp;page=2"' in page


def test_a_form_that_narrows_a_page_keeps_the_day(client, addresses):
    response = client.get(addresses["history"] + JUNE)

    filters = re.search(
        r'<form class="filters".*?</form>', response.content.decode(), re.S
    )
    assert '<input type="hidden" name="peildatum" value="2025-06-30">' in filters[0]


def test_reporting_is_never_of_the_past(client, story, coordinator):
    address = story.get_absolute_url() + JUNE

    response = client.post(
        address,
        {
            "key": "6f8bb1c2-0a3e-4f2b-9a53-0c7d4c5f1a11",
            "base_version": "2",
            "phase": "done",
            "light": "green",
            "note": "Klaar.",
        },
    )

    assert response.status_code == 302
    story.refresh_from_db()
    assert story.state.author == coordinator
    assert localdate(story.state.recorded_at) == localdate()
