"""The demo is loaded into a database with nothing but the plan, or not at all."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.urls import reverse

from actions.management.commands.load_demo import SHIPPED_DEMO
from actions.models import Plan, Progress
from municipalities.models import Region, Role, User
from tests.factories import make_member, make_round, make_user, report

pytestmark = pytest.mark.django_db


def load(file: Path = SHIPPED_DEMO) -> str:
    """What the command prints."""
    output = StringIO()
    call_command("load_demo", file, stdout=output)
    return output.getvalue()


@pytest.fixture
def plan() -> Plan:
    """The shipped plan, without the demo."""
    call_command("load_plan", stdout=StringIO())
    return Plan.objects.get()


@pytest.mark.usefixtures("plan")
def test_the_accounts_are_printed_with_the_password_that_opens_them(client):
    printed = load()

    *_, password = printed.split()
    for user in User.objects.all():
        assert f"  {user.email} " in printed
        data = {"login": user.email, "password": password}
        client.post(reverse("account_login"), data)
        assert client.session["_auth_user_id"] == str(user.pk)
        client.logout()


@pytest.mark.usefixtures("plan")
def test_without_the_demo_no_page_says_so(client):
    assert "Demo" not in client.get(reverse("account_login")).content.decode()


# Where it is not loaded


def rows() -> dict[str, int]:
    """How many rows every model has."""
    return {
        model._meta.label: model._default_manager.count()
        for label in ("municipalities", "actions")
        for model in apps.get_app_config(label).get_models()
    }


def refused(file: Path = SHIPPED_DEMO) -> str:
    """Why the demo is not loaded; nothing has changed then."""
    before = rows()
    with pytest.raises(CommandError) as caught:
        load(file)
    assert rows() == before
    assert not Region.objects.filter(is_demo=True).exists()
    return str(caught.value)


def test_without_its_plan_the_demo_says_how_to_load_that():
    assert "manage.py load_plan" in refused()


@pytest.mark.parametrize("entered", ["an account", "a role", "a round", "progress"])
def test_among_real_input_it_is_refused(plan, entered):
    match entered:
        case "an account":
            make_user()
        case "a role":
            make_member(Role.COORDINATOR, plan.region)
        case "a round":
            make_round(plan)
        case "progress":
            report(Progress.objects.first(), make_user())

    assert "Deze database is in gebruik" in refused()


def test_a_second_time_it_changes_nothing_and_keeps_what_was_entered(plan):
    load()
    track = Progress.objects.exclude(version=0).first()
    ours = report(track, User.objects.first(), note="Zelf ingevuld.")
    before = rows()

    printed = load()

    assert "De demo stond er al." in printed
    assert "marieke.hoitink@achterhoek.example" in printed
    assert rows() == before
    track.refresh_from_db()
    assert track.state == ours


# A wrong file


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            "regio: Achterhoek", "regio: Twente", "load_plan", id="another region"
        ),
        pytest.param(
            "wachtwoord: ",
            "wachtwoordje: ",
            "wachtwoordje: deze sleutel is onbekend; hier kunnen: regio,",
            id="an unknown key",
        ),
        pytest.param(
            "  - naam: Ruud Wissink\n",
            "  - naam: Ruud Wissink\n    leeftijd: 50\n",
            "accounts[1].leeftijd: deze sleutel is onbekend; hier kunnen:"
            " naam, e-mail, rollen",
            id="an unknown key deeper down",
        ),
        pytest.param(
            "rol: beheerder",
            "rol: baas",
            "accounts[1].rollen[1].rol: ‘baas’ kan hier niet; kies uit:"
            " beheerder, coördinator,",
            id="an unknown role",
        ),
        pytest.param(
            "begin: 2024-09-02 09:00",
            "begin: gisteren",
            "regel 19, begin: ‘gisteren’ is geen moment, zoals 2025-03-11 09:10",
            id="no moment",
        ),
        pytest.param(
            "  Q1:\n    opent",
            "  Q5:\n    opent",
            "rondes.Q5: 'Q5 2025' is geen kwartaal",
            id="no quarter",
        ),
        pytest.param(
            "Q1: afgerond, groen | Aangewezen",
            "Q1: afgerond, paars | Aangewezen",
            "voortgang.1.1.Aalten.Q1[1].stand: ‘afgerond, paars’ is geen stand, zoals",
            id="no light",
        ),
        pytest.param(
            "      Q1: afgerond, groen | Aangewezen",
            "      Q4: afgerond, groen | Aangewezen",
            "voortgang.1.1.Aalten.Q4: ‘Aalten’ heeft geen aanlevering in een ronde"
            " ‘Q4’",
            id="a round that there was not",
        ),
        pytest.param(
            "bij: Aalten\n",
            "bij: Aalte\n",
            "De demo noemt gemeente, functie of persoon ‘Aalte’, maar die is niet in"
            " het plan te vinden.",
            id="a municipality that is not in the plan",
        ),
        pytest.param(
            '"1.1":\n    Aalten',
            '"1.9":\n    Aalten',
            "De demo noemt voortgang ‘1.9 (Aalten)’",
            id="an action that is not in the plan",
        ),
        pytest.param(
            "  Evaluatie van de overlegstructuur:",
            "  Evaluatie van het overleg:",
            "De demo noemt mijlpaal ‘Evaluatie van het overleg (regio)’",
            id="a milestone that is not in the plan",
        ),
        pytest.param(
            "vanaf: 2024-11-04",
            "vanaf: 2025-11-04",
            "In de demo spreekt op 2024-12-17 niemand voor ‘Bronckhorst’.",
            id="nobody to speak",
        ),
        pytest.param(
            "        oorzaak: De taak is toegevoegd aan een volle functie.\n",
            "",
            "Wat ‘Oude IJsselstreek’ in de demo doet op 27-03-2025 16:00, kan niet:"
            " Schrijf op hoe dit komt.",
            id="a report that the page would refuse",
        ),
        pytest.param(
            "- bestand: meldroute-aalten.pdf",
            "- bestand: ../meldroute-aalten.pdf",
            "Q1[1].bijlagen[1].bestand: ‘../meldroute-aalten.pdf’ is geen bestand in"
            " fixtures/bijlagen",
            id="no file of the demo",
        ),
        pytest.param(
            "- bestand: meldroute-aalten.pdf",
            "- naam: meldroute-aalten.pdf",
            "Q1[1].bijlagen[1].naam: deze sleutel is onbekend; hier kunnen: bestand,"
            " titel, link",
            id="an unknown key of an attachment",
        ),
        pytest.param(
            "- bestand: meldroute-aalten.pdf",
            "- titel: Meldroute",
            "Q1[1].bijlagen[1].bestand: geef een bestand of een link, een van beide",
            id="an attachment that is nothing",
        ),
        pytest.param(
            "- bestand: signaalkaart.png",
            "- link: https://aalten.example/kaart",
            "Q2[1].bijlagen[1].titel: ontbreekt; een link heeft een titel",
            id="a link without a title",
        ),
        pytest.param(
            "- bestand: signaalkaart.png",
            "- {bestand: signaalkaart.png, titel: Kaart}",
            "bijlagen[1].titel: hoort bij een link",
            id="a file with a title",
        ),
        pytest.param(
            "stand: afgerond, groen\n        toelichting: >-\n          Op 10 dec",
            "stand: bevestigd\n        toelichting: >-\n          Op 10 dec",
            "Q1[1].bijlagen: kunnen alleen bij een stand die is gemeld",
            id="attachments with a confirmation",
        ),
        pytest.param(
            "jaar: 2025",
            "jaar: 2025: 2026",
            "dit is geen geldige YAML",
            id="no YAML",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong_and_changes_nothing(
    tmp_path, old, new, problem
):
    content = SHIPPED_DEMO.read_text()
    assert content.count(old) == 1, old
    file = tmp_path / "demo.yaml"
    file.write_text(content.replace(old, new))

    assert problem in refused(file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert "Dit bestand bestaat niet." in refused(tmp_path / "weg.yaml")
