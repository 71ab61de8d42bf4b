"""Accounts and roles in the admin: nobody can raise their own rights, or another's."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from municipalities.models import Membership, Role, User
from municipalities.permissions import access_of
from tests.admin_pages import admin_url, errors_on, fields_on, save, shown, with_row
from tests.factories import (
    make_member,
    make_municipality,
    make_region,
)

ADD_USER = "municipalities_user_add"
ADD_ROLE = "municipalities_membership_add"


def page_of(row: User | Membership) -> str:
    return admin_url(f"municipalities_{row._meta.model_name}_change", row.pk)


def add_account(client, role: str, **place: object):
    """Make an account with one role, as the page for it does."""
    first_row = {f"memberships-0-{name}": value for name, value in place.items()}
    return save(
        client,
        admin_url(ADD_USER),
        name="Nina Nieuw",
        email="Nina@Voorbeeld.example",
        **{"memberships-0-role": role, **first_row},
    )


def row_errors(response) -> str:
    """The errors in the table of roles."""
    return str(response.context["inline_admin_formsets"][0].formset.errors)


# Accounts


def test_an_account_is_a_name_an_address_and_a_role_without_a_password(
    client, coordinator, aalten
):
    client.force_login(coordinator)

    add_account(client, Role.OFFICER, municipality=aalten.pk)

    user = User.objects.get(name="Nina Nieuw")
    assert user.email == "nina@voorbeeld.example"
    assert not user.has_usable_password()
    assert access_of(user).officer_of == {aalten.pk}


def test_an_account_without_a_role_is_refused(client, coordinator):
    client.force_login(coordinator)

    answer = add_account(client, "")

    assert "role" in row_errors(answer)
    assert not User.objects.filter(name="Nina Nieuw").exists()


def test_the_page_of_an_account_shows_no_password(client, coordinator, officer):
    client.force_login(coordinator)

    page = client.get(page_of(officer))

    assert "password" not in fields_on(page)
    assert officer.password not in page.content.decode()


def test_an_invitation_is_a_mail_with_a_link_that_lets_one_set_a_password(
    client, coordinator, aalten
):
    client.force_login(coordinator)
    add_account(client, Role.OFFICER, municipality=aalten.pk)
    user = User.objects.get(name="Nina Nieuw")

    answer = client.post(
        admin_url("municipalities_user_changelist"),
        {"action": "invite", "_selected_action": user.pk},
        follow=True,
    )
    client.logout()
    (message,) = mail.outbox
    link = re.search(r"https?://\S+", message.body)[0]
    page = client.get(link, follow=True)
    address, _ = page.redirect_chain[-1]
    new_password = "mijn-eigen-wachtwoord"
    client.post(address, {"password1": new_password, "password2": new_password})

    user.refresh_from_db()
    assert message.to == ["nina@voorbeeld.example"]
    assert message.subject == "Uw account staat klaar"
    assert "U logt in met dit e-mailadres: nina@voorbeeld.example." in message.body
    assert "1 uitnodiging verstuurd." in shown(answer)
    assert user.check_password(new_password)


def test_who_is_not_active_is_not_invited(client, coordinator, officer):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    client.force_login(coordinator)

    client.post(
        admin_url("municipalities_user_changelist"),
        {"action": "invite", "_selected_action": officer.pk},
    )

    assert not mail.outbox


def test_a_former_address_no_longer_logs_in(client, coordinator, officer):
    EmailAddress.objects.create(user=officer, email=officer.email, primary=True)
    client.force_login(coordinator)

    save(client, page_of(officer), email="anna@elders.example")

    officer.refresh_from_db()
    assert officer.email == "anna@elders.example"
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR])
def test_a_coordinator_cannot_take_over_an_account_with_more_rights(
    client, coordinator, region, role
):
    """Whoever sets the address of an account can have its password mailed."""
    boss = make_member(role, region, name="Bea Baas")
    client.force_login(coordinator)

    answer = client.post(page_of(boss), {"name": "Bea", "email": "ik@elders.example"})
    client.post(
        admin_url("municipalities_user_changelist"),
        {"action": "invite", "_selected_action": boss.pk},
    )

    boss.refresh_from_db()
    assert answer.status_code == 403
    assert boss.email == "bea.baas@voorbeeld.example"
    assert not mail.outbox


def test_an_account_that_also_has_a_role_elsewhere_is_not_for_one_region(
    client, administrator, officer
):
    elsewhere = make_region("Twente")
    Membership.objects.create(user=officer, role=Role.COORDINATOR, region=elsewhere)
    client.force_login(administrator)

    answer = client.post(page_of(officer), {"email": "ik@elders.example"})
    page = client.get(page_of(officer)).content.decode()

    assert answer.status_code == 403
    assert "Twente" not in page


def test_a_superuser_is_managed_by_superusers_only(client, administrator, officer):
    User.objects.filter(pk=officer.pk).update(is_superuser=True)
    client.force_login(administrator)

    assert client.post(page_of(officer), {}).status_code == 403


def test_an_account_is_switched_off_and_then_cannot_log_in(
    client, coordinator, officer
):
    client.force_login(coordinator)

    save(client, page_of(officer), is_active="")

    officer.refresh_from_db()
    assert not officer.is_active


def test_nobody_switches_off_the_own_account(client, administrator):
    client.force_login(administrator)

    save(client, page_of(administrator), is_active="")

    administrator.refresh_from_db()
    assert administrator.is_active


# Roles


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR])
def test_a_coordinator_gives_out_no_coordinator_or_administrator(
    client, coordinator, region, officer, role
):
    client.force_login(coordinator)

    with_account = add_account(client, role, region=region.pk)
    alone = save(
        client,
        admin_url(ADD_ROLE),
        user=officer.pk,
        role=role,
        region=region.pk,
        starts_on="2025-01-01",
    )

    assert "role" in row_errors(with_account)
    assert "role" in errors_on(alone)
    assert Membership.objects.filter(role=role).exclude(user=coordinator).count() == 0


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR])
def test_an_administrator_gives_out_every_role(client, administrator, region, role):
    client.force_login(administrator)

    add_account(client, role, region=region.pk)

    assert Membership.objects.filter(role=role, user__name="Nina Nieuw").exists()


def test_who_coordinates_one_region_and_administers_another_does_not_mix_them(
    client, coordinator, region, officer
):
    elsewhere = make_region("Twente")
    Membership.objects.create(
        user=coordinator, role=Role.ADMINISTRATOR, region=elsewhere
    )
    client.force_login(coordinator)

    answer = save(
        client,
        admin_url(ADD_ROLE),
        user=officer.pk,
        role=Role.COORDINATOR,
        region=region.pk,
        starts_on="2025-01-01",
    )

    assert errors_on(answer)["__all__"] == [
        "U kunt deze rol hier niet geven. Vraag het een beheerder."
    ]


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_nobody_gives_themselves_a_role(request, client, aalten, region, role):
    user = request.getfixturevalue(role)
    client.force_login(user)

    answer = save(
        client,
        admin_url(ADD_ROLE),
        user=user.pk,
        role=Role.OFFICER,
        municipality=aalten.pk,
        starts_on="2025-01-01",
    )

    assert errors_on(answer)["__all__"] == [
        "U kunt uw eigen rollen niet wijzigen. Vraag het een beheerder."
    ]
    assert user.memberships.count() == 1


def test_nobody_changes_the_own_role(client, administrator):
    client.force_login(administrator)

    answer = client.post(page_of(administrator.memberships.get()), {"role": "reader"})

    assert answer.status_code == 403


def test_the_own_account_takes_no_new_role(client, administrator, region):
    client.force_login(administrator)

    save(
        client,
        page_of(administrator),
        lambda data: with_row(
            data | {"memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 1},
            "memberships",
            role=Role.COORDINATOR,
            region=region.pk,
            starts_on="2025-01-01",
        ),
    )

    assert administrator.memberships.count() == 1


def test_a_role_in_another_region_is_refused_beside_the_field(client, coordinator):
    abroad = make_municipality("Enschede", region=make_region("Twente"))
    client.force_login(coordinator)

    answer = add_account(client, Role.OFFICER, municipality=abroad.pk)

    assert "municipality" in row_errors(answer)


def test_a_person_of_another_region_is_refused_beside_the_field(
    client, coordinator, outsider, aalten
):
    client.force_login(coordinator)

    answer = save(
        client,
        admin_url(ADD_ROLE),
        user=outsider.pk,
        role=Role.OFFICER,
        municipality=aalten.pk,
        starts_on="2025-01-01",
    )

    assert "user" in errors_on(answer)


def test_a_role_in_the_wrong_place_is_refused(client, coordinator, officer, region):
    client.force_login(coordinator)

    answer = save(
        client,
        admin_url(ADD_ROLE),
        user=officer.pk,
        role=Role.OFFICER,
        region=region.pk,
        starts_on="2025-01-01",
    )

    assert "Kies bij deze rol het juiste" in str(errors_on(answer))


def test_a_handover_ends_one_role_and_keeps_it(client, coordinator, officer):
    yesterday = timezone.localdate() - timedelta(days=1)
    client.force_login(coordinator)

    save(client, page_of(officer.memberships.get()), ends_on=str(yesterday))

    assert officer.memberships.get().ends_on == yesterday
    assert not access_of(User.objects.get(pk=officer.pk)).may_report


def test_the_list_tells_who_holds_which_role_where_and_whether_it_is_in_force(
    client, coordinator, officer, other_officer
):
    other_officer.memberships.update(ends_on="2024-12-31")
    client.force_login(coordinator)
    address = admin_url("municipalities_membership_changelist")

    in_force = client.get(address, {"geldig": "ja"})
    ended = client.get(address, {"geldig": "nee"})

    assert {str(row.user) for row in in_force.context["cl"].result_list} == {
        "Anna Aalten",
        "Carla Coördinator",
    }
    assert [str(row.user) for row in ended.context["cl"].result_list] == [
        "Bas Berkelland"
    ]


def test_the_history_of_an_account_tells_of_its_roles(client, coordinator, officer):
    client.force_login(coordinator)

    save(
        client,
        page_of(officer.memberships.get()),
        ends_on="2030-12-31",
        change_reason="Gaat met pensioen.",
    )

    page = client.get(admin_url("municipalities_user_history", officer.pk))
    event = page.context["events"][0]
    assert event.author == "Carla Coördinator"
    assert event.reason == "Gaat met pensioen."
    assert event.changes[0].new == "31 december 2030"


# Places


def test_a_coordinator_keeps_the_contact_and_not_the_name_of_a_municipality(
    client, coordinator, aalten
):
    client.force_login(coordinator)

    save(
        client,
        admin_url("municipalities_municipality_change", aalten.pk),
        name="Aalten aan Zee",
        contact_email="info@aalten.example",
    )

    aalten.refresh_from_db()
    assert (aalten.name, aalten.contact_email) == ("Aalten", "info@aalten.example")


def test_a_municipality_stays_in_its_region(client, administrator, aalten):
    elsewhere = make_region("Twente")
    Membership.objects.create(
        user=administrator, role=Role.ADMINISTRATOR, region=elsewhere
    )
    client.force_login(administrator)

    save(
        client,
        admin_url("municipalities_municipality_change", aalten.pk),
        region=elsewhere.pk,
    )

    aalten.refresh_from_db()
    assert aalten.region.name == "Achterhoek"
