"""Rights follow from the memberships in force today."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from municipalities.models import Membership, Role, User
from municipalities.permissions import Access, access_of
from tests.factories import (
    make_member,
    make_municipality,
    make_region,
    make_regional_role,
    make_user,
)


def test_without_an_account_one_has_no_rights():
    assert access_of(AnonymousUser()) == Access()


def test_without_a_role_one_has_no_rights(nobody):
    assert access_of(nobody) == Access()


def test_a_coordinator_coordinates_the_own_region_only(coordinator, region):
    make_region("Twente")

    access = access_of(coordinator)

    assert access.coordinates == {region.pk}
    assert access.sees_plan_of == {region.pk}
    assert access.reads_report_of_region == {region.pk}
    assert access.may_use_admin
    assert not access.administers
    assert not access.may_report


def test_an_administrator_gives_out_roles_but_does_not_coordinate(
    administrator, region
):
    access = access_of(administrator)

    assert access.administers == access.manages_people_of == {region.pk}
    assert access.may_use_admin
    assert not access.coordinates


def test_an_officer_reports_for_the_own_municipality(officer, aalten, region):
    access = access_of(officer)

    assert access.officer_of == {aalten.pk}
    assert access.sees_plan_of == {region.pk}
    assert access.reads_report_of_municipality == {aalten.pk}
    assert not access.reads_report_of_region
    assert not access.may_use_admin


def test_a_regional_lead_reports_for_the_own_post(regional_lead, region):
    access = access_of(regional_lead)

    assert access.leads == {make_regional_role(region=region).pk}
    assert access.sees_plan_of == {region.pk}
    assert not access.may_use_admin


def test_a_driehoek_member_reads_reports_and_nothing_else(driehoek_member, region):
    assert access_of(driehoek_member) == Access(
        reads_report_of_region=frozenset({region.pk})
    )


def test_a_mayor_in_the_driehoek_reads_the_regional_report_too(aalten, region):
    mayor = make_member(Role.DRIEHOEK, aalten)

    access = access_of(mayor)

    assert access.reads_report_of_region == {region.pk}
    assert access.reads_report_of_municipality == {aalten.pk}
    assert not access.sees_plan_of


def test_a_reader_of_a_municipality_does_not_read_the_regional_report(aalten):
    access = access_of(make_member(Role.READER, aalten))

    assert not access.reads_report_of_region
    assert access.reads_report_of_municipality == {aalten.pk}


@pytest.mark.parametrize("days", [-1, 1])
def test_a_role_that_ended_or_is_still_to_start_gives_no_rights(aalten, days):
    today = timezone.localdate()
    day = today + timedelta(days=days)
    dates = {"starts_on": day} if days > 0 else {"ends_on": day}

    assert access_of(make_member(Role.OFFICER, aalten, **dates)) == Access()


def test_a_role_still_counts_on_its_last_day(aalten):
    officer = make_member(Role.OFFICER, aalten, ends_on=timezone.localdate())

    assert access_of(officer).officer_of == {aalten.pk}


def test_an_account_that_is_switched_off_has_no_rights(officer):
    officer.is_active = False

    assert access_of(officer) == Access()


def test_a_superuser_opens_the_admin_before_there_is_a_region(db):
    access = access_of(make_user(is_superuser=True))

    assert access == Access(makes_regions=True)
    assert access.may_use_admin


def test_an_administrator_makes_no_regions(administrator):
    assert not access_of(administrator).makes_regions


def test_rights_of_several_roles_add_up(officer, berkelland, aalten):
    Membership.objects.create(user=officer, role=Role.OFFICER, municipality=berkelland)

    assert access_of(officer).officer_of == {aalten.pk, berkelland.pk}


def test_rights_take_one_query(officer, django_assert_num_queries):
    user = User.objects.get(pk=officer.pk)

    with django_assert_num_queries(1):
        access_of(user)
        access_of(user)


PLACES = ["region", "municipality", "regional_role"]


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (Role.ADMINISTRATOR, {"region"}),
        (Role.COORDINATOR, {"region"}),
        (Role.OFFICER, {"municipality"}),
        (Role.REGIONAL_LEAD, {"regional_role"}),
        (Role.DRIEHOEK, {"region", "municipality"}),
        (Role.READER, {"region", "municipality"}),
    ],
)
@pytest.mark.parametrize("place", PLACES)
def test_a_role_is_held_where_it_belongs(db, role, places, place):
    region = make_region()
    there = {
        "region": region,
        "municipality": make_municipality(region=region),
        "regional_role": make_regional_role(region=region),
    }
    membership = Membership(user=make_user(), role=role, **{place: there[place]})

    if place in places:
        membership.full_clean()
        membership.save()
    else:
        with pytest.raises(ValidationError, match="Kies bij deze rol"):
            membership.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            membership.save()


def test_an_address_in_capitals_is_the_same_account(db):
    user = make_user(email="Anna@Voorbeeld.example")

    assert user.email == "anna@voorbeeld.example"
    assert User.objects.get_by_natural_key("ANNA@voorbeeld.example") == user
