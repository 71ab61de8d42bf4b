"""A plan file is checked as a whole, and every problem says where it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.models import Funding
from actions.periods import Period
from actions.plan_entries import FUNDING_SOURCES, PlanFile
from actions.plan_file import open_plan, read_plan
from actions.plan_values import read_amount
from actions.plan_yaml import PlanFileError

PLAN = """\
regio: Liemers
gemeenten:
  - naam: Duiven
    code: GM0226
  - naam: Zevenaar
    code: GM0299
functies:
  - naam: regisseur
partners:
  - naam: Politie
plan:
  titel: Plan Liemers
  status: vastgesteld
actielijnen:
  - nummer: 1
    titel: Signaleren
    doelstellingen:
      - nummer: 1
        titel: Professionals herkennen signalen
        periode: 2025
        partners:
          - partner: Politie
            rol: denkt mee
        resultaten:
          - nummer: 1
            omschrijving: Iedereen is getraind.
        mijlpalen:
          - titel: Evaluatie
            periode: Q3 2025
        acties:
          - nummer: 1
            titel: Trainen
            omschrijving: Iedereen krijgt een training.
            uitvoering: regionaal
            trekker: regisseur
        begroting:
          - post: Training
            soort: raming
            bedrag: 20000
            gratis: nee
            dekking:
              - bron: DUUP
                betaler: Politie
                stand: gedekt
"""
OBJECTIVE = "actielijnen[1].doelstellingen[1]"


def changed(old: str, new: str) -> bytes:
    """The plan with one piece of text replaced."""
    assert PLAN.count(old) == 1, old
    return PLAN.replace(old, new).encode()


def problems(content: bytes) -> list[str]:
    """What is wrong with a plan file."""
    with pytest.raises(PlanFileError) as caught:
        read_plan(content)
    return [str(problem) for problem in caught.value.problems]


def test_a_good_file_becomes_a_plan():
    plan = read_plan(PLAN.encode())

    objective = plan.action_lines[0].objectives[0]
    assert plan.plan.title == "Plan Liemers"
    assert objective.milestones[0].due == Period.parse("Q3 2025")
    assert objective.actions[0].lead == "regisseur"
    assert objective.budget[0].amount == Decimal(20000)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            "        titel: Prof",
            "        titl: Prof",
            f"regel 18, {OBJECTIVE}.titel: ontbreekt",
            id="a missing key",
        ),
        pytest.param(
            "    bedrag: 20000",
            "    bedrg: 20000",
            f"regel 39, {OBJECTIVE}.begroting[1].bedrg: deze sleutel is onbekend;"
            " hier kunnen: post, soort, bedrag, link, gratis, bron-opmerking, dekking",
            id="an unknown key",
        ),
        pytest.param(
            "Q3 2025",
            "Q5 2025",
            f"regel 29, {OBJECTIVE}.mijlpalen[1].periode: 'Q5 2025' is geen kwartaal,"
            " zoals 2025-Q3",
            id="a bad quarter",
        ),
        pytest.param(
            "Q3 2025",
            "Q3 0000",
            f"regel 29, {OBJECTIVE}.mijlpalen[1].periode: 'Q3 0000' is geen kwartaal,"
            " zoals 2025-Q3",
            id="a quarter of no year",
        ),
        pytest.param(
            "periode: 2025\n",
            "periode: 0000\n",
            f"regel 20, {OBJECTIVE}.periode: '0000' is geen periode; schrijf een jaar"
            " (2025), een kwartaal (Q3 2025), een dag (2025-09-30) of twee dagen"
            " (2025-01-01/2025-06-30)",
            id="no year",
        ),
        pytest.param(
            "periode: 2025\n",
            "periode: 2025-06-30/2025-01-01\n",
            f"regel 20, {OBJECTIVE}.periode: '2025-06-30/2025-01-01': de laatste dag"
            " ligt voor de eerste",
            id="a period that ends before it starts",
        ),
        pytest.param(
            "20000",
            "-20000",
            f"regel 39, {OBJECTIVE}.begroting[1].bedrag: ‘-20000’: een bedrag kan niet"
            " negatief zijn",
            id="a negative amount",
        ),
        pytest.param(
            "trekker: regisseur",
            "trekker: Duivn",
            f"regel 35, {OBJECTIVE}.acties[1].trekker: ‘Duivn’ staat niet bij gemeenten"
            " of functies; bedoelt u ‘Duiven’?",
            id="an unknown municipality",
        ),
        pytest.param(
            "partner: Politie",
            "partner: Brandweer",
            f"regel 22, {OBJECTIVE}.partners[1].partner: ‘Brandweer’ staat niet bij"
            " partners",
            id="an unknown partner",
        ),
        pytest.param(
            "betaler: Politie",
            "betaler: Rijk",
            f"regel 43, {OBJECTIVE}.begroting[1].dekking[1].betaler: ‘Rijk’ staat niet"
            " bij partners",
            id="an unknown payer",
        ),
        pytest.param(
            "GM0299",
            "299",
            "regel 6, gemeenten[2].code: ‘299’ is geen gemeentecode: GM met vier"
            " cijfers, zoals GM0197",
            id="a code that is none",
        ),
        pytest.param(
            "GM0299",
            "GM0226",
            "regel 6, gemeenten[2].code: ‘GM0226’ staat er twee keer",
            id="a double municipality",
        ),
        pytest.param(
            "naam: Zevenaar",
            "naam: Duiven",
            "regel 5, gemeenten[2].naam: ‘Duiven’ staat er twee keer",
            id="a double name",
        ),
        pytest.param(
            "            trekker: regisseur\n",
            "            trekker: regisseur\n          - nummer: 1\n"
            "            titel: Nog eens\n            omschrijving: Nog eens.\n"
            "            uitvoering: per gemeente\n",
            f"regel 36, {OBJECTIVE}.acties[2].nummer: ‘1’ staat er twee keer",
            id="a double number",
        ),
        pytest.param(
            "            trekker: regisseur\n",
            "",
            f"regel 31, {OBJECTIVE}.acties[1].trekker: ontbreekt; een actie die"
            " regionaal is, heeft één trekker: een gemeente of een functie",
            id="a regional action without a lead",
        ),
        pytest.param(
            "uitvoering: regionaal",
            "uitvoering: per gemeente",
            f"regel 35, {OBJECTIVE}.acties[1].trekker: een actie per gemeente heeft"
            " geen trekker: elke gemeente trekt haar eigen deel",
            id="a local action with a lead",
        ),
        pytest.param(
            "uitvoering: regionaal",
            "uitvoering: samen",
            f"regel 34, {OBJECTIVE}.acties[1].uitvoering: ‘samen’ kan hier niet; kies"
            " uit: per gemeente, regionaal, gezamenlijk",
            id="an unknown choice",
        ),
        pytest.param(
            "soort: raming",
            "soort: n.v.t.",
            f"regel 39, {OBJECTIVE}.begroting[1].bedrag: een bedrag hoort alleen bij"
            " een raming of bij bestaande middelen",
            id="an amount where there is none",
        ),
        pytest.param(
            "soort: raming\n            bedrag: 20000",
            "soort: hulpmiddel",
            f"regel 37, {OBJECTIVE}.begroting[1].link: ontbreekt; een hulpmiddel heeft"
            " een link",
            id="a resource without a link",
        ),
        pytest.param(
            "bedrag: 20000",
            "link: voorbeeld.nl",
            f"regel 39, {OBJECTIVE}.begroting[1].link: ‘voorbeeld.nl’ is geen link,"
            " zoals https://www.voorbeeld.nl/",
            id="a link that is none",
        ),
        pytest.param(
            "gratis: nee",
            "gratis: soms",
            f"regel 40, {OBJECTIVE}.begroting[1].gratis: ‘soms’ kan hier niet; kies"
            " uit: ja, nee",
            id="neither yes nor no",
        ),
        pytest.param(
            "  - nummer: 1\n    titel: S",
            "  - nummer: één\n    titel: S",
            "regel 15, actielijnen[1].nummer: ‘één’ is geen nummer; schrijf een heel"
            " getal vanaf 1",
            id="a number in letters",
        ),
        pytest.param(
            "titel: Trainen",
            "titel: Trainen\n            feit: meldroute",
            f"regel 33, {OBJECTIVE}.acties[1].feit: ‘meldroute’ kan hier niet; kies"
            " uit: meldroute vastgesteld, aandachtsfunctionaris aangewezen,"
            " aandachtsfunctionaris getraind",
            id="a fact that is none",
        ),
        pytest.param(
            "uitvoering: regionaal",
            "uitvoering: regionaal\n            feit: meldroute vastgesteld",
            f"regel 35, {OBJECTIVE}.acties[1].feit: kan alleen bij iets dat elke"
            " gemeente zelf doet (per gemeente)",
            id="a fact of a municipality with what the region does",
        ),
        pytest.param(
            "titel: Trainen",
            f"titel: {'Trainen' * 20}",
            f"regel 32, {OBJECTIVE}.acties[1].titel: is te lang: hoogstens 120 tekens",
            id="a text that is too long",
        ),
        pytest.param(
            "titel: Trainen",
            "titel: [Trainen, Leren]",
            f"regel 32, {OBJECTIVE}.acties[1].titel: verwacht één tekst, geen lijst en"
            " geen sleutels",
            id="a list where a text is expected",
        ),
        pytest.param(
            "bedrag: 20000",
            "bedrag: [20000]",
            f"regel 39, {OBJECTIVE}.begroting[1].bedrag: verwacht één tekst, geen lijst"
            " en geen sleutels",
            id="a list where an amount is expected",
        ),
        pytest.param(
            "functies:\n  - naam: regisseur\n",
            "functies: regisseur\n",
            "regel 7, functies: verwacht een lijst: regels die met een streepje"
            " beginnen",
            id="a text where a list is expected",
        ),
        pytest.param(
            "  - naam: Politie",
            "  - Politie",
            "regel 10, partners[1]: verwacht sleutels met een waarde, zoals"
            " ‘titel: ...’",
            id="a text where keys are expected",
        ),
        pytest.param(
            "naam: regisseur",
            "naam: Duiven",
            "regel 8, functies[1].naam: ‘Duiven’ staat ook bij gemeenten",
            id="a role with the name of a municipality",
        ),
        pytest.param(
            "  titel: Plan Liemers\n",
            "  titel: Plan Liemers\n  titel: Nog een plan\n",
            "regel 13, plan.titel: deze sleutel staat er twee keer",
            id="a double key",
        ),
        pytest.param(
            "titel: Plan Liemers",
            "titel: !!python/name:os.system Plan",
            "regel 12, plan.titel: het label tag:yaml.org,2002:python/name:os.system"
            " kan niet; haal het weg",
            id="a label of a programming language",
        ),
        pytest.param(
            "titel: Plan Liemers",
            r'titel: "Plan\0Liemers"',
            "regel 12, plan.titel: er staat een onleesbaar teken in de tekst",
            id="an invisible character",
        ),
        pytest.param(
            "    code: GM0299",
            "    code: GM0299\n    doet-mee-vanaf: 2026-01-01\n"
            "    doet-mee-tot-en-met: 2025-01-01",
            "regel 8, gemeenten[2].doet-mee-tot-en-met: de laatste dag ligt voor de"
            " eerste",
            id="a municipality that leaves before it joins",
        ),
        pytest.param(
            "    code: GM0299",
            "    code: GM0299\n    doet-mee-vanaf: januari",
            "regel 7, gemeenten[2].doet-mee-vanaf: ‘januari’ is geen datum, zoals"
            " 2025-09-30",
            id="a day that is none",
        ),
        pytest.param(
            "        titel: Prof",
            "        titel: 1234.56.782 Prof",
            f"regel 19, {OBJECTIVE}.titel: er staat een burgerservicenummer (BSN) in:"
            " 12••.••.•••; haal het weg",
            id="a BSN in a title",
        ),
        pytest.param(
            "        titel: Prof",
            "        omschrijving: Over 123456782\n        titel: Prof",
            f"regel 19, {OBJECTIVE}.omschrijving: er staat een burgerservicenummer"
            " (BSN) in: 12•••••••; haal het weg",
            id="a BSN in a long text",
        ),
    ],
)
def test_a_problem_says_where_it_is_and_what_was_expected(old, new, problem):
    assert problem in problems(changed(old, new))


def test_an_objective_number_comes_once_in_the_whole_plan():
    second_line = """\
  - nummer: 2
    titel: Samenwerken
    doelstellingen:
      - nummer: 1
        titel: Opnieuw één
"""

    assert problems((PLAN + second_line).encode()) == [
        "regel 48, actielijnen[2].doelstellingen[1].nummer: ‘1’ staat er twee keer;"
        " doelstellingen tellen door over de actielijnen"
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    content = PLAN.replace("GM0226", "Duiven").replace("Q3 2025", "Q5 2025")
    content = content.replace("partner: Politie", "partner: Rijk")
    content = content.replace("bedrag: 20000", "bedrag: veel")

    lines = [problem.partition(",")[0] for problem in problems(content.encode())]

    assert lines == ["regel 4", "regel 22", "regel 29", "regel 39"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"", "Het bestand is leeg.", id="nothing"),
        pytest.param(b"# later\n", "Het bestand is leeg.", id="only a remark"),
        pytest.param(
            b"\x89PNG\r\n\x1a\n\xff\x00",
            "Dit is geen tekstbestand. Sla het plan op als tekst (UTF-8).",
            id="an image",
        ),
        pytest.param(
            b"regio: \x00",
            "Er staan tekens in die niet in een tekstbestand horen.",
            id="a zero byte",
        ),
        pytest.param(
            b"x" * 1_000_001, "Het bestand is te groot: hoogstens 1 MB.", id="too big"
        ),
        pytest.param(
            b"[" * 10_000,
            "De lijsten en sleutels zijn te diep genest.",
            id="too deep",
        ),
        pytest.param(
            b"zomaar wat tekst",
            "regel 1: verwacht sleutels met een waarde, zoals ‘titel: ...’",
            id="prose",
        ),
        pytest.param(
            b"regio: Liemers\nplan: titel: x\n",
            "regel 2: dit is geen geldige YAML: hier kan geen dubbele punt staan;"
            " controleer de inspringing, of zet de tekst tussen aanhalingstekens",
            id="a colon in a text",
        ),
        pytest.param(
            b"regio:\n\t- Liemers\n",
            "regel 2: dit is geen geldige YAML: hier staat een tab; spring in met"
            " spaties",
            id="a tab",
        ),
        pytest.param(
            b"regio: 'Liemers\n",
            "regel 2: dit is geen geldige YAML: een aanhalingsteken is niet gesloten",
            id="an open quote",
        ),
        pytest.param(
            b"regio: Liemers\nplan\n",
            "regel 3: dit is geen geldige YAML: achter de sleutel ontbreekt een dubbele"
            " punt",
            id="a key without a colon",
        ),
        pytest.param(
            b"regio: *liemers\n",
            "regel 1: dit is geen geldige YAML: een verwijzing (*) kan niet; schrijf de"
            " tekst voluit",
            id="a reference to nothing",
        ),
        pytest.param(
            b"regio: a\n---\nregio: b\n",
            "regel 2: dit is geen geldige YAML: verwacht één plan; haal de streepjes"
            " (---) weg",
            id="two documents",
        ),
        pytest.param(
            b"regio: [a\nplan: b\n",
            "regel 2: dit is geen geldige YAML; controleer hier en op de regel ervoor"
            " de inspringing, de dubbele punten en de aanhalingstekens",
            id="an open bracket",
        ),
    ],
)
def test_what_is_no_plan_file_is_refused_in_plain_dutch(content, problem):
    assert problem in problems(content)


def test_references_that_would_grow_for_ever_are_refused():
    laughs = "a0: &a0 [ha]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40)
    )

    found = problems(f"{laughs}regio: &x [*x]\n".encode())

    assert any("ankers en verwijzingen" in problem for problem in found)


@pytest.mark.parametrize("content", ["x: &x [*x]", "? [a, b]\n: c", "1: 2", "~: ja"])
def test_odd_keys_and_circles_are_problems_and_no_crash(content):
    assert problems(content.encode())


def test_a_date_a_number_and_a_no_stay_the_text_that_was_written():
    plan = read_plan(
        PLAN.replace("titel: Plan Liemers", "titel: 2025-09-30")
        .replace("titel: Signaleren", "titel: 1.10")
        .replace("rol: denkt mee", "rol: nee")
        .encode()
    )

    assert plan.plan.title == "2025-09-30"
    assert plan.action_lines[0].title == "1.10"
    assert plan.action_lines[0].objectives[0].partners[0].role == "nee"


def test_an_empty_key_counts_as_not_filled_in():
    plan = read_plan(changed("rol: denkt mee", "rol:"))

    assert plan.action_lines[0].objectives[0].partners[0].role == ""


@pytest.mark.parametrize("written", ["20000", "20000.0", "20000.00", '"20000.00"'])
def test_an_amount_may_be_written_with_cents(written):
    plan = read_plan(changed("bedrag: 20000", f"bedrag: {written}"))

    assert plan.action_lines[0].objectives[0].budget[0].amount == Decimal(20000)


@pytest.mark.parametrize(
    "written", ["€ 20", "20.000", "20,50", "1e3", "NaN", "٣", "0x1"]
)
def test_an_amount_written_otherwise_is_refused(written):
    with pytest.raises(ValueError, match="is geen bedrag"):
        read_amount(written)


@given(st.decimals(min_value=0, max_value=9_999_999_999, places=2))
def test_no_cent_of_an_amount_gets_lost(amount):
    assert read_amount(f"{amount:f}") == amount


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_is_in_a_file_it_gives_problems_and_no_crash(content):
    assert problems(content)


def test_a_file_that_is_not_there_or_cannot_be_read_is_a_problem(tmp_path):
    with pytest.raises(PlanFileError, match="bestaat niet"):
        open_plan(tmp_path / "weg.yaml")
    with pytest.raises(PlanFileError, match="niet te lezen"):
        open_plan(tmp_path)


def test_every_funding_source_can_be_written_in_a_file():
    assert set(FUNDING_SOURCES.values()) == set(Funding.Source)


def test_what_was_read_cannot_be_changed():
    plan = read_plan(PLAN.encode())

    with pytest.raises(ValueError, match="frozen"):
        plan.region = "Elders"
    assert isinstance(plan, PlanFile)
