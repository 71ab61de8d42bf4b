"""What a municipality keeps of its shares in the budget."""

from decimal import Decimal

import pytest

from actions.models import BudgetLine, BudgetShare
from actions.shares import total_shares
from actions.sums import PartialSum
from tests.factories import make_objective, version_of


@pytest.fixture
def shares(plan, action, aalten, berkelland):
    """Of two lines: one of the objective in which both share, one of the plan."""
    training = BudgetLine.objects.create(
        objective=action.objective, title="Training", kind="estimate", amount=2500
    )
    campaign = BudgetLine.objects.create(plan=plan, title="Campagne", kind="estimate")
    return [
        BudgetShare.objects.create(
            budget_line=training, municipality=aalten, budgeted=1250
        ),
        BudgetShare.objects.create(budget_line=campaign, municipality=aalten),
        BudgetShare.objects.create(budget_line=training, municipality=berkelland),
    ]


@pytest.fixture
def own(shares):
    """Aalten's two, in the order of the page."""
    training, campaign, _ = shares
    return [training, campaign]


@pytest.fixture
def client(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def address(plan, aalten) -> str:
    return f"/plannen/{plan.pk}/gemeenten/{aalten.code}/bedragen/"


def sent(shares, **values: object) -> dict[str, object]:
    """What the page sends: the shares as they are now, and some fields filled in."""
    data = {
        "budget_shares-TOTAL_FORMS": len(shares),
        "budget_shares-INITIAL_FORMS": len(shares),
    }
    for number, share in enumerate(shares):
        data |= {
            f"budget_shares-{number}-id": share.pk,
            f"budget_shares-{number}-base_version": version_of(share),
        }
    return data | {f"budget_shares-{name}": value for name, value in values.items()}


def test_an_officer_fills_in_the_own_figures(client, address, own, officer):
    response = client.post(
        address,
        sent(
            own,
            **{
                "0-committed": "1.180",
                "0-spent": "590,50",
                "0-forecast": "€ 1.250,50",
            },
        ),
    )

    share = BudgetShare.objects.get(pk=own[0].pk)
    assert response.status_code == 302
    assert (share.budgeted, share.committed, share.spent, share.forecast) == (
        1250,
        1180,
        Decimal("590.50"),
        Decimal("1250.50"),
    )
    assert share.history.first().history_user == officer
    assert own[1].history.count() == 1  # nothing was filled in there


def test_a_wrong_amount_is_told_beside_the_field_and_all_that_was_typed_stays(
    client, address, own
):
    response = client.post(
        address, sent(own, **{"0-committed": "1.180", "1-spent": "twaalf"})
    )

    page = response.content.decode()
    own[0].refresh_from_db()
    assert response.status_code == 422
    assert own[0].committed is None
    assert page.count("Vul een bedrag in, zoals 1.250 of 1.250,50.") == 2
    assert 'value="twaalf"' in page
    assert 'value="1.180"' in page


def test_a_negative_amount_is_refused_beside_the_field(client, address, own):
    response = client.post(address, sent(own, **{"0-spent": "-5"}))

    assert response.status_code == 422
    assert "Een bedrag kan niet negatief zijn." in response.content.decode()


def test_what_is_budgeted_is_not_for_a_municipality(client, address, own):
    client.post(address, sent(own, **{"0-budgeted": "9", "0-spent": "1"}))

    own[0].refresh_from_db()
    assert (own[0].budgeted, own[0].spent) == (1250, 1)


def test_the_share_of_another_municipality_cannot_be_slipped_in(
    client, address, shares
):
    *_, theirs = shares

    response = client.post(address, sent([theirs], **{"0-spent": "5"}))

    theirs.refresh_from_db()
    assert response.status_code == 422
    assert theirs.spent is None


def test_no_share_can_be_added(client, address, own, shares):
    extra = {
        "budget_shares-TOTAL_FORMS": 3,
        "budget_shares-2-committed": "5",
        "budget_shares-2-budget_line": shares[2].budget_line_id,
    }

    client.post(address, sent(own) | extra)

    assert BudgetShare.objects.count() == len(shares)


def test_the_second_to_save_sees_what_the_first_saved(
    client, address, own, coordinator
):
    data = sent(own, **{"0-committed": "1.180", "1-spent": "75"})
    own[0].committed = 1000
    own[0]._history_user = coordinator
    own[0].save()

    refused = client.post(address, data)

    page = refused.content.decode()
    own[1].refresh_from_db()
    assert refused.status_code == 409
    assert "Carla Coördinator" in page
    assert 'value="1.180"' in page
    assert 'value="75"' in page
    assert own[1].spent is None

    data = sent(own, **{"0-committed": "1.180", "1-spent": "75"})
    client.post(address, data | {"budget_shares-0-keep": "theirs"})

    for share in own:
        share.refresh_from_db()
    assert (own[0].committed, own[1].spent) == (1000, 75)


def test_without_shares_there_is_no_page(client, plan, action, aalten, address):
    assert client.get(address).status_code == 404


def test_figures_of_a_closed_plan_stay(client, plan, address, own):
    plan.status = "closed"
    plan.save()

    assert client.get(address).status_code == 404


def test_totals_say_how_many_amounts_are_unknown(own):
    own[0].spent = Decimal("10.05")

    totals = total_shares(own)

    assert totals.budgeted == PartialSum(Decimal(1250), 1, 2)
    assert totals.spent == PartialSum(Decimal("10.05"), 1, 2)
    assert totals.forecast == PartialSum(Decimal(0), 0, 2)


def test_the_page_of_the_municipality_shows_the_shares_to_all(
    client, plan, aalten, own, reader
):
    page = f"/plannen/{plan.pk}/gemeenten/{aalten.code}/"
    for_officer = client.get(page).content.decode()
    client.force_login(reader)
    for_reader = client.get(page).content.decode()

    assert "€\u00a01.250" in for_officer
    assert "€\u00a01.250" in for_reader
    assert "Bedragen bijwerken" in for_officer
    assert "Bedragen bijwerken" not in for_reader


def test_shares_of_another_plan_are_left_out(client, region, aalten, own, address):
    other = make_objective_of_another_plan(region)
    BudgetShare.objects.create(
        budget_line=BudgetLine.objects.create(
            objective=other, title="Van een ander plan", kind="estimate"
        ),
        municipality=aalten,
    )

    assert "Van een ander plan" not in client.get(address).content.decode()


def make_objective_of_another_plan(region):
    return make_objective(region.plans.create(title="Ander plan"))
