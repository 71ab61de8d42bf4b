"""The admin speaks the Dutch of the rest of the site."""

import re

import pytest
from django.contrib import admin

from actions.models import Partner, Risk
from tests.admin_pages import admin_url, errors_on, save, shown
from tests.factories import make_action, report

LISTS = sorted(
    f"{model._meta.label_lower.replace('.', '_')}" for model in admin.site._registry
)


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def site(settings):
    return settings.SITE_NAME


def title_of(response) -> str:
    return re.search(r"<title>(.*?)</title>", response.content.decode(), re.S)[1]


def heading_of(response) -> str:
    found = re.findall(r"<h1>(.*?)</h1>", response.content.decode(), re.S)
    assert len(found) == 1
    return found[0]


def save_and_follow(client, address: str, **values: object):
    save(client, address, **values)
    return client.get(admin_url("index"))


def test_what_was_saved_is_said_without_an_article(client, plan):
    page = save_and_follow(
        client, admin_url("actions_plan_change", plan.pk), title="Nieuw plan"
    )

    address = admin_url("actions_plan_change", plan.pk)
    assert shown(page) == [f'Opgeslagen: <a href="{address}">Nieuw plan</a>.']


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother"])
def test_what_was_added_too(client, plan, button):
    page = save_and_follow(
        client,
        admin_url("actions_partner_add"),
        region=plan.region_id,
        name="<b>RIEC</b>",
        **{button: "1"},
    )

    (text,) = shown(page)
    assert re.fullmatch(
        r'Toegevoegd: <a href="[^"]+">&lt;b&gt;RIEC&lt;/b&gt;</a>\.', text
    )


def test_what_was_deleted_too(client, plan):
    rows = [
        Partner.objects.create(region=plan.region, name=f"Partner {number}")
        for number in range(3)
    ]
    sure = {"post": "yes", "change_reason": "Dubbel ingevoerd"}
    one = client.post(
        admin_url("actions_partner_delete", rows[0].pk), sure, follow=True
    )
    several = client.post(
        admin_url("actions_partner_changelist"),
        {
            "action": "delete_selected",
            "_selected_action": [row.pk for row in rows[1:]],
            **sure,
        },
        follow=True,
    )

    assert shown(one) == ["Verwijderd: Partner 0."]
    assert shown(several) == ["Verwijderd: 2."]


@pytest.mark.parametrize("name", LISTS)
def test_every_page_has_a_heading_with_a_capital_and_a_title_of_the_site(
    client, coordinator, plan, site, name
):
    coordinator.is_superuser = True
    coordinator.save()
    pages = [client.get(admin_url(f"{name}_changelist"))]
    added = client.get(admin_url(f"{name}_add"))
    if added.status_code == 200:
        pages.append(added)

    for page in pages:
        assert heading_of(page)[0].isupper()
        assert title_of(page).endswith(f" - Beheer - {site}")
        assert title_of(page).startswith(heading_of(page))


def test_the_first_page_says_its_name_once(client, site):
    page = client.get(admin_url("index"))

    assert title_of(page) == f"Beheer - {site}"
    assert heading_of(page) == "Beheer"


def test_the_title_says_first_that_something_is_wrong(client, action):
    answer = save(client, admin_url("actions_action_change", action.pk), title="")
    retiring = client.post(
        f"{admin_url('actions_action_retire')}?id={action.pk}", {"reason": ""}
    )

    assert errors_on(answer)["title"]
    assert title_of(answer).startswith("Fout: 1.1 Meldroute")
    assert title_of(retiring).startswith("Fout: Acties laten vervallen")
    assert title_of(answer).count("Fout") == 1


def test_a_deletion_says_in_its_heading_whether_it_can_be(client, track, officer):
    page = admin_url("actions_action_delete", track.action_id)

    before = heading_of(client.get(page))
    report(track, officer)
    after = heading_of(client.get(page))

    assert before == f"Verwijderen: {track.action}"
    assert after == f"Verwijderen kan niet: {track.action}"


def test_yes_and_no_are_dutch_also_as_a_picture(client, plan, administrator):
    action = make_action(plan, is_priority=True)
    client.force_login(administrator)

    page = client.get(admin_url("actions_action_change", action.pk)).content.decode()

    assert 'alt="Ja"' in page
    assert 'alt="Nee"' in page
    assert 'alt="True"' not in page
    assert 'alt="False"' not in page


def test_every_field_of_a_table_has_a_name_of_its_own(client, plan):
    Risk.objects.create(plan=plan, title="Risico", chance=1, impact=1)
    page = client.get(admin_url("actions_plan_change", plan.pk)).content.decode()

    fields = re.findall(
        r'<(?:input|select|textarea)[^>]+name="participations-0[^>]+>', page
    )
    visible = [field for field in fields if 'type="hidden"' not in field]
    assert visible
    assert all("aria-label=" in field for field in visible)
