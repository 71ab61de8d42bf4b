"""The shipped plan carries every fact of its source (design, "The facts of this plan").

The plan is loaded once for all tests here: they only read.
"""

from collections import Counter
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import QuerySet

from actions.management.commands.load_plan import SHIPPED_PLAN
from actions.models import (
    Action,
    BudgetLine,
    Fact,
    Funding,
    Milestone,
    Objective,
    PartnerRole,
    Plan,
    Result,
    Scope,
)
from actions.plan_file import open_plan
from actions.plan_import import load_plan
from municipalities.models import Municipality, Region, RegionalRole

pytestmark = pytest.mark.django_db

ZORGCOORDINATOREN = {"Moviera", "MEEsamen"}
OFFICERS = "Aandachtsfunctionarissen mensenhandel van de gemeenten"


@pytest.fixture(scope="module")
def plan(django_db_setup, django_db_blocker):
    """The shipped plan, in a transaction that is undone after these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_plan(open_plan(SHIPPED_PLAN), source=SHIPPED_PLAN.name)
        yield Plan.objects.get()
        transaction.set_rollback(True)


@pytest.fixture
def actions(plan) -> dict[str, Action]:
    """The actions, by their printed number."""
    return {action.code: action for action in Action.objects.of_plan(plan)}


@pytest.fixture
def objectives(plan) -> dict[int, Objective]:
    return {objective.number: objective for objective in Objective.objects.all()}


def codes(actions: dict[str, Action], **values: object) -> set[str]:
    """The numbers of the actions with these values."""
    return {
        code
        for code, action in actions.items()
        if all(getattr(action, name) == value for name, value in values.items())
    }


def per_objective(rows: QuerySet) -> list[int]:
    """How many rows each objective has, in the order of the plan."""
    counts = Counter(rows.values_list("objective__number", flat=True))
    return [counts[number] for number in range(1, 7)]


# Who


def test_the_eight_municipalities_have_their_codes(plan):
    assert dict(Municipality.objects.values_list("name", "code")) == {
        "Aalten": "GM0197",
        "Berkelland": "GM1859",
        "Bronckhorst": "GM1876",
        "Doetinchem": "GM0222",
        "Montferland": "GM1955",
        "Oost Gelre": "GM1586",
        "Oude IJsselstreek": "GM1509",
        "Winterswijk": "GM0294",
    }
    assert Region.objects.get().name == "Achterhoek"


@pytest.mark.parametrize(
    ("number", "partners"),
    [
        (
            1,
            {
                *ZORGCOORDINATOREN,
                "Zorg- en Veiligheidskamer",
                "Politie (AVIM)",
                "Veilig Thuis",
            },
        ),
        (2, {*ZORGCOORDINATOREN, OFFICERS}),
        (3, {*ZORGCOORDINATOREN, OFFICERS}),
        (
            4,
            {
                "Achterhoekse gemeenten",
                "Zorg- en Veiligheidskamer",
                "Politie (AVIM)",
                "Veilig Thuis",
            },
        ),
        (5, {*ZORGCOORDINATOREN, OFFICERS, "Toezicht en handhaving"}),
        (6, {*ZORGCOORDINATOREN, OFFICERS, "Achterhoekse gemeenten"}),
    ],
)
def test_an_objective_has_the_partners_that_the_plan_lists(
    objectives, number, partners
):
    roles = objectives[number].partner_roles.select_related("partner")

    assert {role.partner.name for role in roles} == partners


def test_moviera_and_meesamen_are_there_for_their_coordination_of_care(plan):
    roles = PartnerRole.objects.filter(partner__name__in=ZORGCOORDINATOREN)

    assert roles.count() == 2 * 5 + 2
    assert all("zorgcoördinat" in role.role for role in roles)


def test_objective_2_says_what_its_partners_do(objectives):
    roles = {
        role.partner.name: role.role
        for role in objectives[2].partner_roles.select_related("partner")
    }

    assert "draagt kennis en expertise over" in roles["Moviera"]
    assert "draagt kennis en expertise over" in roles["MEEsamen"]
    assert "regie" in roles[OFFICERS]


def test_actions_name_their_own_partners(actions):
    partners = {
        code: set(action.partner_roles.values_list("partner__name", flat=True))
        for code, action in actions.items()
    }

    assert {code: names for code, names in partners.items() if names} == {
        "2.3": {OFFICERS},
        "2.5": {"RIEC"},
        "6.1": ZORGCOORDINATOREN,
    }


# What


def test_the_plan_was_adopted_and_has_no_dates_but_two_wordings(plan):
    assert plan.status == Plan.Status.ADOPTED
    assert not plan.period
    assert "één tot anderhalf jaar" in plan.period_text
    assert "1,5 jaar" in plan.period_text


def test_there_are_three_action_lines_with_six_objectives(plan):
    assert list(plan.action_lines.values_list("number", "title")) == [
        (1, "Eerder en beter in beeld"),
        (2, "Versterken van de samenwerking"),
        (3, "Opvang en hulpverlening"),
    ]
    lines = Objective.objects.values_list("number", "action_line__number")
    assert dict(lines) == {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 3}


def test_every_objective_has_its_number_of_results_and_actions(plan):
    assert per_objective(Result.objects.all()) == [4, 3, 2, 2, 3, 6]
    assert per_objective(Action.objects.all()) == [3, 5, 3, 2, 3, 4]


def test_each_municipality_reaches_the_results_that_are_about_it(plan):
    results = Result.objects.filter(is_per_municipality=True)

    assert {result.code for result in results} == {
        *("1.1", "1.2", "1.3", "1.4"),
        *("2.1", "2.2", "2.3"),
        "4.1",
        *("5.1", "5.2", "5.3"),
    }


def test_the_scope_table_of_the_design_is_followed(actions):
    assert codes(actions, scope=Scope.LOCAL) == {
        *("1.1", "1.2", "1.3", "2.2", "2.4", "3.1", "4.1", "5.1", "5.3")
    }
    assert codes(actions, scope=Scope.REGIONAL) == {"2.3", "3.2", "6.1", "6.2"}
    assert codes(actions, scope=Scope.JOINT) == {
        *("2.1", "2.5", "3.3", "4.2", "5.2", "6.3", "6.4")
    }


def test_a_scope_that_the_plan_does_not_state_is_marked_as_assumed(actions):
    assert codes(actions, scope_is_assumed=True) == {
        *("3.1", "3.2", "3.3", "5.1", "5.2", "5.3")
    }


def test_the_tracks_are_nine_times_eight_and_eleven(actions):
    tracks = {code: action.tracks.count() for code, action in actions.items()}

    assert Counter(tracks.values()) == {8: 9, 1: 11}
    assert sum(tracks.values()) == 83


def test_only_the_lead_of_the_intervision_comes_from_the_plan(actions):
    leads = {code: str(action.lead) for code, action in actions.items() if action.lead}

    assert leads.pop("2.3") == "regisseur ondermijning"
    assert leads.pop("4.2") == "districtelijk ketenregisseur mensenhandel"
    assert set(leads.values()) == {"coördinator uitvoeringsplan"}
    assert codes(actions, lead_is_assumed=True) == {*leads, "4.2"}
    assert RegionalRole.objects.count() == 3


def test_priority_goes_to_knowledge_and_to_the_reporting_structure(actions):
    priority = codes(actions, is_priority=True)

    assert priority == {
        *("2.1", "2.2", "2.3", "2.4", "2.5"),
        *("1.1", "1.2", "1.3", "4.1"),
    }
    for code in priority:
        subject = "kennis" if code.startswith("2") else "meldstructuur"
        assert subject in actions[code].priority_reason.lower()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1.1", ["Functieprofiel Aandachtsfunctionaris"]),
        ("1.3", ["(interne) meldroute", "spilfunctie"]),
        ("2.1", ["Versterkingsgelden", "district", "provincie Gelderland"]),
        ("2.3", ["regisseur ondermijning", "intervisie"]),
        ("2.4", ["signaalkaarten"]),
        (
            "2.5",
            ["RIEC", "prostitutiesector", "arbeidsmigranten", "asielzoekerscentra"],
        ),
        (
            "3.1",
            [
                "een aantal scholen regelt dat zelf",
                "Versterkt Actieplan Samen tegen Mensenhandel",
                "seksuele uitbuiting, mediawijsheid, geldzaken",
                "burgerschap, en criminaliteit en veiligheid",
            ],
        ),
        ("3.2", ["uitstapprogramma"]),
        ("3.3", ["arbeidsuitbuiting", "communicatiestrategie"]),
        ("4.1", ["ondermijningsoverleg", "werkproces"]),
        ("5.1", ["Wet Bibob", "APV", "Omgevingswet", "Gemeentewet"]),
        (
            "5.2",
            [
                "kamerverhuurpanden",
                "vakantieparken",
                "hotels",
                "spookbewoning",
                "nachtregister",
            ],
        ),
        ("6.1", ["Moviera", "MEEsamen"]),
    ],
)
def test_an_action_keeps_what_the_plan_names(actions, code, words):
    for word in words:
        assert word in actions[code].description


# When


def test_the_periods_are_those_of_the_plan_and_no_others(objectives, actions):
    labels = {number: row.period_label for number, row in objectives.items()}
    periods = {code: str(action.period) for code, action in actions.items()}

    assert labels == {
        1: "2024",
        2: "doorlopend",
        3: "doorlopend",
        4: "",
        5: "doorlopend",
        6: "doorlopend",
    }
    assert {code: text for code, text in periods.items() if text} == {
        "3.1": "2025",
        "3.3": "2025",
    }


def test_there_are_three_dated_milestones_all_at_objective_4(plan):
    milestones = Milestone.objects.filter(objective__number=4, action=None)

    assert Milestone.objects.count() == 3
    assert [(str(row.due), row.is_per_municipality) for row in milestones] == [
        ("Q4 2024", True),
        ("Q3 2025", False),
        ("Q3 2025", False),
    ]
    assert [row.statuses.count() for row in milestones] == [8, 1, 1]
    titles = " / ".join(row.title for row in milestones)
    assert "interne meldroute" in titles
    assert "Privacyconvenant" in titles
    assert "districtelijk ketenregisseur mensenhandel" in titles
    assert "Evaluatie van de overlegstructuur" in titles


# Money


def test_two_trainings_have_an_amount_and_no_source(plan):
    lines = BudgetLine.objects.exclude(amount=None)

    assert {line.amount: line.title for line in lines} == {
        Decimal(20000): "Training op maat voor 16 toezichthouders",
        Decimal(10000): "Training van Fairwork voor 16 aandachtsfunctionarissen",
    }
    assert {line.objective.number for line in lines} == {2}
    assert not Funding.objects.filter(budget_line__in=lines).exists()


def test_three_e_learnings_have_a_link_and_only_one_is_called_free(plan):
    resources = BudgetLine.objects.filter(kind=BudgetLine.Kind.RESOURCE)

    assert {(line.url, line.is_free) for line in resources} == {
        ("https://buitvoorprofessionals.nl/", True),
        (
            "https://hetccv.nl/themas/georganiseerde-criminaliteit-en-ondermijning"
            "/mensenhandel/e-learnings-signalering-mensenhandel/gemeenten/",
            None,
        ),
        (
            "https://www.rodekruis.nl/elearnings/herkenning-mensenhandel"
            "/story_html5.html",
            None,
        ),
    }
    assert {line.objective.number for line in resources} == {2}


def fundings(**of: object) -> set[tuple[str, str | None, str]]:
    """The source, payer and state of each funding of these budget lines."""
    lines = BudgetLine.objects.filter(**of)
    return set(
        Funding.objects.filter(budget_line__in=lines).values_list(
            "source", "payer__name", "state"
        )
    )


def test_the_subsidies_for_training_are_still_to_be_investigated(actions):
    assert fundings(action=actions["2.1"]) == {
        ("reinforcement", "District", "to_investigate"),
        ("province", "Provincie Gelderland", "to_investigate"),
        ("other_government", None, "to_investigate"),
    }


@pytest.mark.parametrize("code", ["3.2", "6.1"])
def test_exit_programmes_and_coordination_of_care_are_paid_from_duup(actions, code):
    assert fundings(action=actions[code]) == {("duup", None, "covered")}


def test_the_other_means_that_the_plan_names_have_their_source(plan, objectives):
    assert fundings(plan=plan) == {("du_vo", "Gemeente Arnhem", "covered")}
    assert fundings(objective=objectives[3], action=None) == {
        ("own_means", None, "covered")
    }
    assert fundings(objective=objectives[5]) == {("safety_plan", None, "covered")}


def test_a_source_that_the_plan_does_not_name_stays_empty(objectives):
    rest = BudgetLine.objects.get(objective=objectives[6], action=None)

    assert rest.kind == BudgetLine.Kind.EXISTING
    assert not rest.fundings.exists()
    assert Funding.objects.count() == 3 + 2 + 3
    assert not Funding.objects.exclude(amount=None).exists()


def test_objectives_1_and_4_need_no_budget(objectives):
    lines = BudgetLine.objects.filter(kind=BudgetLine.Kind.NOT_APPLICABLE)

    assert {line.objective.number for line in lines} == {1, 4}
    assert objectives[1].budget_lines.count() == 1
    assert objectives[4].budget_lines.count() == 1


# Entered once


def test_what_the_plan_asks_in_several_places_is_entered_once(plan, actions):
    def places(fact: str) -> set[str]:
        repeated = Milestone.objects.filter(fact=fact)
        return {
            *(f"actie {code}" for code in codes(actions, fact=fact)),
            *(f"resultaat {row.code}" for row in Result.objects.filter(fact=fact)),
            *(f"mijlpaal {row.due}" for row in repeated),
        }

    assert places(Fact.REPORTING_ROUTE) == {
        "actie 1.3",
        "resultaat 1.4",
        "mijlpaal Q4 2024",
    }
    assert places(Fact.OFFICER) == {"actie 1.1", "resultaat 1.1", "resultaat 2.2"}
    assert places(Fact.TRAINED) == {"resultaat 2.3"}


# Quirks


def test_the_headings_are_those_of_the_plan(objectives):
    headings = {
        number: (row.results_heading, row.actions_heading)
        for number, row in objectives.items()
    }

    assert headings == dict.fromkeys(range(1, 5), ("Resultaten", "Acties")) | {
        5: ("Resultaten", "Activiteiten"),
        6: ("Resultaat", "Acties"),
    }
    assert "Betrokken uitvoeringspartners" in objectives[1].source_note


def test_every_quirk_of_the_plan_has_its_remark(plan, objectives, actions):
    assert "geen begin- of einddatum" in plan.source_note
    assert "niet bij naam" in plan.source_note
    assert "‘N.v.t.’ staan door elkaar" in plan.source_note
    assert "geen looptijd" in objectives[1].source_note
    assert "drie mijlpalen" in objectives[4].source_note
    assert "ontbreekt het werkwoord" in actions["3.3"].source_note
    repeated = Result.objects.get(objective=objectives[2], number=2)
    assert "herhaalt doelstelling 1" in repeated.source_note
    for amount in (10_000, 20_000):
        line = BudgetLine.objects.get(amount=amount)
        assert "niet waar dit geld vandaan komt" in line.source_note
