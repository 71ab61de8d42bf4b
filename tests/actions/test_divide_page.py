"""The page on which a coordinator divides a budget line over the municipalities."""

import re
from decimal import Decimal

import pytest

from actions.models import Amendment, BudgetLine, BudgetShare
from actions.plan_guard import opened
from tests.factories import make_objective, version_of

DECISION = {
    "change_reason": "Naar grootte.",
    "decided_by": "Driehoek",
    "valid_from": "2025-09-01",
}


@pytest.fixture
def line(plan):
    line = BudgetLine.objects.create(
        objective=make_objective(plan),
        title="Training",
        kind="estimate",
        amount=Decimal("1000.01"),
    )
    plan.status = "adopted"
    plan.save()
    return line


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def address(line) -> str:
    return f"/begrotingsposten/{line.pk}/verdelen/"


def sent(line, **values: object) -> dict[str, object]:
    return {"base_version": version_of(line), **values}


def by_key(line, **values: object) -> dict[str, object]:
    keys = {
        "division": "key",
        "division_key": "inwoners in 2025",
        "key_GM0197": "27.000",
        "key_GM1859": "43.000",
    }
    return sent(line, **keys, **values)


def shown(response) -> str:
    """The division that a page shows, as its form sends it along."""
    return re.search(r'name="shown" value="([^"]*)"', response.content.decode())[1]


def budgeted(line) -> dict[str, Decimal | None]:
    return {share.municipality.code: share.budgeted for share in line.shares.all()}


def test_a_division_is_shown_before_it_is_saved(client, address, line):
    looked = client.post(address, by_key(line, step="show"))

    page = looked.content.decode()
    assert looked.status_code == 200
    assert "€\u00a0385,72" in page
    assert "€\u00a0614,29" in page
    assert 'value="27.000"' in page
    assert not line.shares.exists()

    saved = client.post(
        address, by_key(line, step="save", shown=shown(looked), **DECISION)
    )

    line.refresh_from_db()
    assert saved.status_code == 302
    assert budgeted(line) == {"GM0197": Decimal("385.72"), "GM1859": Decimal("614.29")}
    assert (line.division, line.division_key) == ("key", "inwoners in 2025")
    assert Amendment.objects.get().reason == "Naar grootte."


def test_what_was_not_seen_is_not_saved(client, address, line):
    looked = client.post(address, by_key(line, step="show"))
    other = by_key(line, step="save", shown=shown(looked), **DECISION)

    response = client.post(address, other | {"key_GM0197": "43.000"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "De verdeling is anders dan u haar zag." in page
    assert "€\u00a0500,01" in page
    assert "Naar grootte." in page
    assert not line.shares.exists()


def test_an_adopted_plan_asks_why_by_whom_and_from_when(client, address, line):
    data = sent(line, division="even")
    looked = client.post(address, data)

    response = client.post(
        address, data | {"step": "save", "shown": shown(looked), "valid_from": "x"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Schrijf op waarom u dit wijzigt" in page
    assert "Schrijf op wie hierover besloot" in page
    assert "Dit is geen datum." in page
    assert not line.shares.exists()


def test_a_draft_is_divided_without_a_decision(client, address, line, plan):
    draft = BudgetLine.objects.create(
        plan=plan.region.plans.create(title="Concept"),
        title="Campagne",
        kind="estimate",
        amount=10,
    )
    draft.plan.participations.create(
        municipality=plan.participations.first().municipality
    )
    page = f"/begrotingsposten/{draft.pk}/verdelen/"
    looked = client.post(page, sent(draft, division="even"))

    response = client.post(
        page, sent(draft, division="even", step="save", shown=shown(looked))
    )

    assert response.status_code == 302
    assert [share.budgeted for share in draft.shares.all()] == [10]
    assert "Besloten door" not in looked.content.decode()


@pytest.mark.parametrize(
    ("second", "told"),
    [("499", "€ 1,01 te weinig"), ("501,00", "€ 0,99 te veel")],
)
def test_by_hand_it_tells_how_much_is_too_much_or_too_little(
    client, address, line, second, told
):
    response = client.post(
        address, sent(line, division="hand", amount_GM0197="500", amount_GM1859=second)
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert told in page
    assert 'value="500"' in page
    assert f'value="{second}"' in page


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "Kies hoe u wilt verdelen."),
        ({"division": "key", "division_key": "x"}, "Vul een getal in; 0 als"),
        (
            {"division": "key", "key_GM0197": "1", "key_GM1859": "1"},
            "Schrijf op welke sleutel het is.",
        ),
        (
            {
                "division": "key",
                "division_key": "x",
                "key_GM0197": "0",
                "key_GM1859": "0",
            },
            "Vul ten minste één sleutel in boven de 0.",
        ),
        (
            {
                "division": "key",
                "division_key": "x",
                "key_GM0197": "-1",
                "key_GM1859": "2",
            },
            "Dit kan niet minder dan 0 zijn.",
        ),
        (
            {"division": "hand", "amount_GM0197": "veel", "amount_GM1859": "2"},
            "Vul een getal in, zoals 1.250 of 1.250,50.",
        ),
        ({"division": "hand", "amount_GM0197": "1"}, "Vul een bedrag in; 0 als"),
    ],
)
def test_what_is_missing_or_wrong_is_told(client, address, line, values, told):
    response = client.post(address, sent(line, **values))

    assert response.status_code == 422
    assert told in response.content.decode()


def test_a_key_with_personal_data_is_asked_about(client, address, line):
    data = by_key(line) | {"division_key": "bel 06-12345678"}

    assert client.post(address, data).status_code == 422


def test_the_second_to_divide_sees_that_somebody_was_first(
    client, address, line, coordinator
):
    old = by_key(line, step="save", shown="x", **DECISION)
    looked = client.post(address, sent(line, division="even"))
    client.post(
        address,
        sent(line, division="even", step="save", shown=shown(looked), **DECISION),
    )

    refused = client.post(address, old)
    kept = client.post(address, by_key(line, keep="theirs"))

    assert refused.status_code == 409
    assert "Carla Coördinator" in refused.content.decode()
    assert kept.status_code == 302
    assert Amendment.objects.count() == 1


def test_a_line_without_an_amount_has_no_page(client, plan, line):
    draft = plan.region.plans.create(title="Concept")
    with_no_amount = BudgetLine.objects.create(
        plan=draft, title="Nog niets", kind="estimate"
    )

    response = client.get(f"/begrotingsposten/{with_no_amount.pk}/verdelen/")

    assert response.status_code == 404


def test_a_closed_plan_is_not_divided(client, address, line, plan):
    with opened(plan):
        plan.status = "closed"
        plan.save()

    assert client.get(address).status_code == 404


def test_who_left_is_named_on_the_page(client, address, line, plan, berkelland):
    looked = client.post(address, sent(line, division="even"))
    client.post(
        address,
        sent(line, division="even", step="save", shown=shown(looked), **DECISION),
    )
    with opened(plan):
        plan.participations.filter(municipality=berkelland).delete()

    page = client.get(address).content.decode()

    assert "Berkelland doet niet meer mee en krijgt niets." in page


@pytest.fixture
def divided(client, address, line):
    """The line, divided by a decision: Aalten € 385,72 and Berkelland the rest."""
    looked = client.post(address, by_key(line))
    client.post(address, by_key(line, step="save", shown=shown(looked), **DECISION))
    return line


def test_a_division_is_taken_away_after_it_was_shown(client, address, divided):
    BudgetShare.objects.filter(municipality__code="GM0197").update(spent=10)
    looked = client.post(address, sent(divided, division="none"))
    assert len(budgeted(divided)) == 2

    again = DECISION | {"change_reason": "Toch regionaal."}
    saved = client.post(
        address,
        sent(divided, division="none", step="save", shown=shown(looked), **again),
    )

    divided.refresh_from_db()
    assert saved.status_code == 302
    assert budgeted(divided) == {"GM0197": None}
    assert (divided.division, divided.division_key) == ("", "")
    assert [
        (row.subject, row.old_text, row.new_text)
        for row in Amendment.objects.get(reason="Toch regionaal.").lines.all()
    ] == [
        ("Aandeel van Aalten in ‘Training’", "€ 385,72", ""),
        ("Aandeel van Berkelland in ‘Training’", "€ 614,29", ""),
    ]


def test_what_was_not_divided_has_no_division_to_take_away(client, address, line):
    assert "de verdeling vervalt" not in client.get(address).content.decode()

    refused = client.post(address, sent(line, division="none"))

    assert refused.status_code == 422


def test_taking_a_division_away_asks_why_by_whom_and_from_when(
    client, address, divided
):
    data = sent(divided, division="none")
    looked = client.post(address, data)

    refused = client.post(address, data | {"step": "save", "shown": shown(looked)})

    assert refused.status_code == 422
    assert len(budgeted(divided)) == 2
