"""One officer stops and another starts; rights follow, and the work stays."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from municipalities.handover import Successor, appoint, hand_over
from municipalities.models import Membership, Role, User
from municipalities.permissions import access_of
from municipalities.teams import read_team, read_teams
from tests.factories import make_member, make_region, make_user, version_of

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def role(officer) -> Membership:
    return officer.memberships.get()


@pytest.fixture
def known(region) -> User:
    return make_member(Role.READER, region, name="Karel Kandidaat")


def rights_of(user: User):
    return access_of(User.objects.get(pk=user.pk))


# The service


def test_the_successor_has_the_rights_the_day_after(role, aalten, known, coordinator):
    hand_over(
        role,
        last_day=YESTERDAY,
        successor=Successor(TODAY, user=known),
        by=coordinator,
        reason="Nieuwe functie.",
    )

    assert not rights_of(role.user).officer_of
    assert rights_of(known).officer_of == {aalten.pk}
    start = known.memberships.get(role=Role.OFFICER)
    for membership in (role, start):
        assert membership.history.first().history_change_reason == "Nieuwe functie."


def test_the_work_stays_with_the_municipality(track, role, known, coordinator):
    before = list(track.municipality.tracks.values_list("pk", flat=True))

    hand_over(
        role,
        last_day=YESTERDAY,
        successor=Successor(TODAY, user=known),
        by=coordinator,
        reason="Nieuwe functie.",
    )

    assert list(track.municipality.tracks.values_list("pk", flat=True)) == before


def test_without_a_successor_there_is_a_vacancy(role, aalten, coordinator):
    hand_over(
        role, last_day=YESTERDAY, successor=None, by=coordinator, reason="Pensioen."
    )

    team = read_team(aalten, TODAY)
    assert team.is_vacant
    assert team.vacant_since == TODAY


def test_a_new_account_has_no_password_and_is_returned_once(role, aalten, coordinator):
    successor = Successor(TOMORROW, name="Nina Nieuw", email="Nina@Aalten.example")

    made = [
        hand_over(
            role, last_day=TODAY, successor=successor, by=coordinator, reason="Weg."
        )
        for _ in range(2)
    ]

    user = User.objects.get(email="nina@aalten.example")
    assert made == [user, None]
    assert not user.has_usable_password()
    assert user.memberships.get().starts_on == TOMORROW


def test_an_address_that_is_known_makes_no_second_account(role, known, coordinator):
    with pytest.raises(ValidationError, match="al een account"):
        hand_over(
            role,
            last_day=TODAY,
            successor=Successor(TOMORROW, name="Karel", email=known.email.upper()),
            by=coordinator,
            reason="Weg.",
        )

    assert known.memberships.count() == 1


def test_a_deputy_who_becomes_officer_stops_being_deputy(role, aalten, coordinator):
    deputy = make_member(Role.OFFICER, aalten, name="Doris", is_deputy=True)

    hand_over(
        role,
        last_day=TODAY,
        successor=Successor(TOMORROW, user=deputy),
        by=coordinator,
        reason="Weg.",
    )

    team = read_team(aalten, TOMORROW)
    assert [member.user for member in team.officers] == [deputy]
    assert team.deputies == ()
    assert deputy.memberships.get(is_deputy=True).ends_on == TODAY


def test_nobody_is_officer_of_a_municipality_twice(role, aalten, coordinator):
    with pytest.raises(ValidationError, match="is dan al aandachtsfunctionaris"):
        appoint(
            aalten, Successor(TOMORROW, user=role.user), by=coordinator, reason="Weg."
        )


def test_nobody_succeeds_themselves(role, coordinator):
    with pytest.raises(ValidationError, match="Kies een ander"):
        hand_over(
            role,
            last_day=TODAY,
            successor=Successor(TOMORROW, user=role.user),
            by=coordinator,
            reason="Weg.",
        )


def test_nobody_hands_over_the_own_role_or_takes_one(role, aalten, coordinator):
    for giver in (role.user, make_user("Niemand")):
        with pytest.raises(PermissionDenied):
            hand_over(role, last_day=TODAY, successor=None, by=giver, reason="Weg.")
    with pytest.raises(PermissionDenied):
        appoint(
            aalten, Successor(TODAY, user=coordinator), by=coordinator, reason="Zelf."
        )


# Teams


def test_teams_take_one_query(aalten, berkelland, officer, django_assert_num_queries):
    with django_assert_num_queries(1):
        teams = read_teams([aalten, berkelland], TODAY)

    assert not teams[aalten.pk].is_vacant
    assert teams[berkelland.pk].is_vacant
    assert teams[berkelland.pk].vacant_since is None


def test_a_deputy_does_not_end_a_vacancy(role, aalten, coordinator):
    make_member(Role.OFFICER, aalten, is_deputy=True, starts_on=YESTERDAY)
    Membership.objects.filter(pk=role.pk).update(ends_on=date(2025, 3, 31))

    team = read_team(aalten, TODAY)

    assert team.vacant_since == date(2025, 4, 1)
    assert len(team.present) == 1


# The pages


@pytest.fixture
def address(plan, action, aalten) -> str:
    return f"/plannen/{plan.pk}/gemeenten/{aalten.code}/"


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


def filled_in(role: Membership, **values: object) -> dict[str, object]:
    return {
        "base_version": version_of(role),
        "ends_on": TODAY.isoformat(),
        "reason": "Nieuwe functie.",
    } | values


def test_the_coordinator_hands_over_to_somebody_new_who_is_invited(
    client, address, role, aalten, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            f"{address}overdracht/{role.pk}/",
            filled_in(role, who="new", name="Nina Nieuw", email="nina@aalten.example"),
        )

    assert response.status_code == 302
    start = Membership.objects.get(user__email="nina@aalten.example")
    assert (start.role, start.municipality, start.starts_on) == (
        Role.OFFICER,
        aalten,
        TOMORROW,
    )
    (message,) = mail.outbox
    assert message.to == ["nina@aalten.example"]


def test_sent_twice_it_is_done_and_mailed_once(
    client, address, role, django_capture_on_commit_callbacks
):
    data = filled_in(role, who="new", name="Nina Nieuw", email="nina@aalten.example")

    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            client.post(f"{address}overdracht/{role.pk}/", data).status_code
            for _ in range(2)
        ]

    assert answers == [302, 302]
    assert Membership.objects.filter(user__name="Nina Nieuw").count() == 1
    assert len(mail.outbox) == 1


def test_an_account_that_is_there_gets_no_mail(
    client, address, role, known, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            f"{address}overdracht/{role.pk}/",
            filled_in(role, who="known", person=known.pk, begins_on="2035-01-01"),
        )

    assert known.memberships.get(role=Role.OFFICER).starts_on == date(2035, 1, 1)
    assert not mail.outbox


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({}, "Kies wie er begint."),
        ({"who": "known"}, "Kies een account."),
        ({"who": "new", "email": "n@a.example"}, "Vul de naam in."),
        ({"who": "new", "name": "Nina"}, "Vul het e-mailadres in."),
        ({"who": "nobody", "reason": ""}, "Schrijf kort op waarom."),
        ({"who": "nobody", "ends_on": ""}, "Vul de laatste dag in."),
        (
            {"who": "nobody", "ends_on": "2020-01-01"},
            "Deze dag ligt voor de eerste dag van de rol.",
        ),
        (
            {"who": "new", "name": "Anna", "email": "anna.aalten@voorbeeld.example"},
            "Er is al een account met dit e-mailadres.",
        ),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(
    client, address, role, values, error
):
    response = client.post(f"{address}overdracht/{role.pk}/", filled_in(role, **values))

    assert response.status_code == 422
    assert error in response.content.decode()
    for name, value in values.items():
        assert response.context["form"][name].value() == value
    role.refresh_from_db()
    assert role.ends_on is None


def test_a_person_of_another_region_cannot_be_chosen(client, address, role, outsider):
    response = client.post(
        f"{address}overdracht/{role.pk}/",
        filled_in(role, who="known", person=outsider.pk),
    )

    assert response.status_code == 422
    assert outsider.memberships.count() == 1


def test_who_ended_the_role_meanwhile_is_told(client, address, role, administrator):
    data = filled_in(role, who="nobody")
    role.ends_on = date(2035, 1, 1)
    role._history_user = administrator
    role.save()

    response = client.post(f"{address}overdracht/{role.pk}/", data)

    assert response.status_code == 409
    assert "Bert Beheerder" in response.content.decode()


def test_a_vacancy_is_filled(client, address, aalten, known):
    response = client.post(
        f"{address}aanstellen/",
        {"who": "known", "person": known.pk, "reason": "Vacature vervuld."},
    )

    assert response.status_code == 302
    assert [member.user for member in read_team(aalten, TODAY).officers] == [known]


def test_an_officer_keeps_the_own_training_date_and_no_other(client, address, role):
    colleague = make_member(Role.OFFICER, role.municipality, name="Cor Collega")
    client.force_login(role.user)
    other = colleague.memberships.get()

    own = client.post(
        f"{address}training/{role.pk}/",
        {"base_version": version_of(role), "trained_on": "2025-05-22"},
    )
    theirs = client.get(f"{address}training/{other.pk}/")

    role.refresh_from_db()
    assert (own.status_code, theirs.status_code) == (302, 404)
    assert role.trained_on == date(2025, 5, 22)


def test_nobody_was_trained_tomorrow(client, address, role):
    response = client.post(
        f"{address}training/{role.pk}/",
        {"base_version": version_of(role), "trained_on": TOMORROW.isoformat()},
    )

    assert response.status_code == 422
    assert "Deze datum ligt in de toekomst." in response.content.decode()


def test_who_held_a_role_before_does_not_keep_its_training_date(client, address, role):
    role.ends_on = YESTERDAY
    role.save()
    Membership.objects.create(
        user=role.user, role=Role.READER, region=role.municipality.region
    )
    client.force_login(role.user)

    assert client.get(f"{address}training/{role.pk}/").status_code == 404


def test_the_page_of_the_municipality_tells_who_there_is(
    client, address, role, coordinator
):
    role.ends_on = date(2025, 3, 31)
    role.save()
    make_member(Role.OFFICER, role.municipality, name="Doris", is_deputy=True)
    make_member(Role.OFFICER, role.municipality, name="Sem", starts_on=date(2035, 1, 1))

    text = client.get(address).content.decode()

    assert "Vacature sinds 1 april 2025" in text
    assert "De plaatsvervanger neemt het werk waar." in text
    assert "Doris" in text
    assert "1 januari 2035" in text
    assert "Aandachtsfunctionaris aanstellen" in text


def test_the_outsider_and_the_region_of_another_are_kept_apart(
    client, address, role, outsider
):
    Membership.objects.create(
        user=outsider, role=Role.READER, region=role.municipality.region
    )
    make_region("Twente")
    client.force_login(outsider)

    assert client.get(address).status_code == 200
    assert client.get(f"{address}overdracht/{role.pk}/").status_code == 404
    assert client.get(f"{address}aanstellen/").status_code == 404
