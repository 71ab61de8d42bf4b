"""From an empty database to the first people: nothing is there, and nothing breaks."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from municipalities.models import Membership, Municipality, Region, Role, User
from municipalities.permissions import access_of
from tests.admin_pages import admin_url, save, with_row

PASSWORD = "een-goed-wachtwoord"


@pytest.fixture
def superuser(db, monkeypatch) -> User:
    """Made as README says, by the command."""
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command(
        "createsuperuser",
        interactive=False,
        email="Ina@voorbeeld.example",
        name="Ina Installateur",
        stdout=None,
    )
    return User.objects.get()


@pytest.fixture
def logged_in(client, superuser):
    """Log in through the page, and land on the first page."""
    data = {"login": superuser.email, "password": PASSWORD}
    response = client.post(reverse("account_login"), data, follow=True)
    assert response.status_code == 200
    return response


def add_first_region(client) -> Region:
    save(client, admin_url("municipalities_region_add"), name="Achterhoek")
    return Region.objects.get()


def test_who_installs_lands_in_the_admin_which_offers_regions_only(client, logged_in):
    address, _ = logged_in.redirect_chain[-1]
    models = [
        model["object_name"]
        for app in logged_in.context["app_list"]
        for model in app["models"]
    ]

    assert address == reverse("admin:index")
    assert models == ["Region"]
    assert client.get(admin_url("municipalities_region_changelist")).status_code == 200


@pytest.mark.usefixtures("logged_in")
def test_from_nothing_to_a_coordinator_who_can_log_in(client):
    region = add_first_region(client)
    place = {"region": region.pk, "name": "Aalten", "code": "GM0197"}
    save(client, admin_url("municipalities_municipality_add"), **place)
    role = {"memberships-0-role": Role.COORDINATOR, "memberships-0-region": region.pk}
    person = {"name": "Carla", "email": "carla@voorbeeld.example"}
    save(client, admin_url("municipalities_user_add"), **person, **role)

    coordinator = Membership.objects.get().user
    assert Municipality.objects.get().region == region
    assert access_of(coordinator).coordinates == {region.pk}


@pytest.mark.usefixtures("logged_in")
def test_a_first_plan_is_made_in_the_admin(client):
    region = add_first_region(client)

    save(
        client,
        admin_url("actions_plan_add"),
        lambda data: with_row(data, "action_lines", title="Eerder in beeld"),
        region=region.pk,
        title="Uitvoeringsplan",
    )

    plan = region.plans.get()
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert client.get(reverse("actions:overview")).context["plan"] == plan


@pytest.mark.usefixtures("logged_in")
def test_every_page_of_the_admin_opens_before_there_is_a_plan(client):
    add_first_region(client)
    index = client.get(reverse("admin:index"))
    addresses = [
        address
        for app in index.context["app_list"]
        for model in app["models"]
        for address in (model["admin_url"], model["add_url"])
        if address
    ]

    assert len(addresses) > 30
    assert [url for url in addresses if client.get(url).status_code != 200] == []


@pytest.mark.parametrize("has_region", [False, True])
@pytest.mark.usefixtures("logged_in")
def test_the_pages_of_the_site_say_what_is_missing(client, has_region):
    if has_region:
        add_first_region(client)

    overview = client.get(reverse("actions:overview"))
    reports = client.get(reverse("reporting:reports"))

    assert overview.status_code == reports.status_code == (200 if has_region else 404)
    assert ("Er is nog geen plan" in overview.content.decode()) == has_region
    assert ("Er zijn nog geen rapportages" in reports.content.decode()) == has_region
