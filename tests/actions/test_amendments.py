"""An adopted plan changes by a decision, and the register tells what it was before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Event
from time import sleep

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from actions import services
from actions.models import (
    Action,
    Amendment,
    AmendmentLine,
    BudgetLine,
    BudgetShare,
    Milestone,
    Plan,
)
from actions.models.append_only import AppendOnlyError
from actions.naming import plain, shown
from actions.services import Decision, amending
from actions.substance import read_snapshot
from tests.factories import make_action, make_objective, make_plan

DECISION = Decision("Anders besloten", "Gezamenlijke driehoek", date(2025, 7, 1))


@pytest.fixture
def adopted(plan, action):
    """The plan, adopted with one action in it."""
    plan.status = Plan.Status.ADOPTED
    plan.save()
    return plan


def lines() -> list[tuple[str, str, str]]:
    """The register, the oldest first: about what, old, new."""
    return [
        (str(line), line.old_text, line.new_text)
        for line in AmendmentLine.objects.order_by("pk")
    ]


def test_a_change_is_entered_with_who_why_when_and_the_old_and_new_text(
    adopted, action, coordinator
):
    now = datetime(2025, 6, 20, 9, 0, tzinfo=UTC)

    with amending(adopted, DECISION, by=coordinator, now=now) as entered:
        action.title = "Meldroute maken"
        action.save()

    amendment = Amendment.objects.get()
    assert amendment.plan == adopted
    assert amendment.reason == "Anders besloten"
    assert amendment.decided_by == "Gezamenlijke driehoek"
    assert amendment.valid_from == date(2025, 7, 1)
    assert amendment.recorded_at == now
    assert amendment.author == coordinator
    assert lines() == [
        (
            "Actie 1.1 Meldroute vaststellen, korte titel",
            "Meldroute vaststellen",
            "Meldroute maken",
        )
    ]
    assert [difference.field_name for difference in entered] == ["title"]
    line = AmendmentLine.objects.get()
    assert (line.objective, line.action) == (action.objective, action)


def test_the_history_gets_the_same_reason(adopted, action, coordinator):
    with amending(adopted, DECISION, by=coordinator):
        action.title = "Meldroute maken"
        action.save()

    assert action.history.latest().history_change_reason == "Anders besloten"


def test_what_goes_along_gets_the_reason_in_its_history_too(
    adopted, action, coordinator
):
    with amending(adopted, DECISION, by=coordinator):
        Milestone.objects.create(
            objective=action.objective, action=action, title="Klaar"
        )
        services.create_missing_tracks(adopted)
    with amending(adopted, DECISION, by=coordinator):
        action.delete()

    for model in (Milestone, Milestone.statuses.rel.related_model):
        reasons = model.history.values_list("history_change_reason", flat=True)
        assert set(reasons) == {"Anders besloten"}


def test_changes_made_together_are_one_decision(adopted, action, coordinator):
    with amending(adopted, DECISION, by=coordinator):
        action.title = "Meldroute maken"
        action.ends_on = date(2025, 12, 31)
        action.is_priority = True
        action.save()
        adopted.ends_on = date(2026, 6, 30)
        adopted.save()

    assert Amendment.objects.count() == 1
    assert lines() == [
        ("Uitvoeringsplan, eindigt op", "", "30-6-2026"),
        (
            "Actie 1.1 Meldroute vaststellen, korte titel",
            "Meldroute vaststellen",
            "Meldroute maken",
        ),
        ("Actie 1.1 Meldroute vaststellen, prioriteit", "nee", "ja"),
        ("Actie 1.1 Meldroute vaststellen, eindigt op", "", "31-12-2025"),
    ]


def test_a_part_that_is_added_is_told_field_by_field(adopted, action, coordinator):
    with amending(adopted, DECISION, by=coordinator):
        BudgetLine.objects.create(
            objective=action.objective, title="Training", kind="estimate", amount=20_000
        )

    assert set(AmendmentLine.objects.values_list("kind", flat=True)) == {"added"}
    assert lines() == [
        ("Begrotingspost bij doelstelling 1: Training, post", "", "Training"),
        ("Begrotingspost bij doelstelling 1: Training, soort", "", "raming"),
        ("Begrotingspost bij doelstelling 1: Training, bedrag", "", "€ 20.000"),
    ]


def test_a_part_that_is_removed_is_told_with_all_that_went_along(
    adopted, action, coordinator
):
    objective = action.objective
    with amending(adopted, DECISION, by=coordinator):
        Milestone.objects.create(objective=objective, action=action, title="Klaar")
        services.create_missing_tracks(adopted)

    with amending(adopted, DECISION, by=coordinator):
        action.delete()

    removed = AmendmentLine.objects.filter(kind="removed")
    assert {line.subject for line in removed} == {
        "Actie 1.1 Meldroute vaststellen",
        "Mijlpaal bij actie 1.1: Klaar",
    }
    assert {(line.action, line.objective) for line in removed} == {(None, objective)}
    assert set(AmendmentLine.objects.values_list("action", flat=True)) == {None}


def test_an_amount_that_is_budgeted_for_a_municipality_is_told(
    adopted, action, coordinator, aalten
):
    with amending(adopted, DECISION, by=coordinator):
        line = BudgetLine.objects.create(
            objective=action.objective, title="Training", kind="estimate", amount=1250
        )
    share = BudgetShare.objects.create(
        budget_line=line, municipality=aalten, committed=10
    )

    with amending(adopted, DECISION, by=coordinator):
        share.budgeted = 1250
        share.save()

    assert lines()[-1] == ("Aandeel van Aalten in ‘Training’, begroot", "", "€ 1.250")


def test_a_change_and_back_is_no_change(adopted, action, coordinator):
    with amending(adopted, DECISION, by=coordinator) as entered:
        for title in ["Anders", "Meldroute vaststellen"]:
            action.title = title
            action.save()

    assert not entered
    assert not Amendment.objects.exists()


def test_without_a_decision_all_is_undone(adopted, action, coordinator):
    action.title = "Iets anders"
    with (
        pytest.raises(services.DecisionNeeded),
        amending(adopted, by=coordinator),
    ):
        action.save()

    action.refresh_from_db()
    assert action.title == "Meldroute vaststellen"
    assert action.history.count() == 1


def test_what_is_no_substance_needs_no_decision(adopted, action, coordinator):
    with amending(adopted, by=coordinator):
        action.scope_is_assumed = True
        action.save()

    assert not Amendment.objects.exists()


def test_a_draft_changes_without_a_decision_and_is_adopted_so(
    plan, action, coordinator
):
    with amending(plan, by=coordinator):
        plan.status = Plan.Status.ADOPTED
        plan.save()
        action.title = "Nog net op tijd"
        action.save()

    assert not Amendment.objects.exists()


def test_a_plan_that_is_new_gets_its_parts_though_it_is_adopted_at_once(
    region, coordinator
):
    plan = Plan(region=region, title="Nieuw", status=Plan.Status.ADOPTED)
    with amending(plan, by=coordinator):
        plan.save()
        plan.action_lines.create(number=1, title="Eerste")

    assert not Amendment.objects.exists()


def test_a_plan_that_was_adopted_does_not_become_a_draft(adopted, coordinator):
    adopted.status = Plan.Status.DRAFT

    with (
        pytest.raises(services.NoWayBack),
        amending(adopted, DECISION, by=coordinator),
    ):
        adopted.save()

    adopted.refresh_from_db()
    assert adopted.status == Plan.Status.ADOPTED


def test_a_closed_plan_is_not_changed_by_any_decision(adopted, action, coordinator):
    with amending(adopted, DECISION, by=coordinator):
        adopted.status = Plan.Status.CLOSED
        adopted.save()

    action.title = "Te laat"
    with (
        pytest.raises(services.PlanIsClosed),
        amending(adopted, DECISION, by=coordinator),
    ):
        action.save()

    action.refresh_from_db()
    assert action.title == "Meldroute vaststellen"


@pytest.mark.parametrize(
    "person", ["administrator", "officer", "regional_lead", "reader", "outsider"]
)
def test_only_who_coordinates_the_plan_amends_it(request, adopted, person):
    by = request.getfixturevalue(person)

    with pytest.raises(PermissionDenied), amending(adopted, DECISION, by=by):
        pytest.fail("the block is not entered")


def test_a_block_within_another_joins_it(adopted, action, coordinator):
    with amending(adopted, DECISION, by=coordinator):
        action.title = "Meldroute maken"
        action.save()
        services.retire_action(
            make_action(adopted), reason="Dubbel", on=date(2025, 7, 1), by=coordinator
        )

    assert Amendment.objects.count() == 1


def test_the_register_is_written_once(adopted, action, coordinator):
    with amending(adopted, DECISION, by=coordinator):
        action.title = "Meldroute maken"
        action.save()

    for row in (Amendment.objects.get(), AmendmentLine.objects.get()):
        with pytest.raises(AppendOnlyError):
            row.save()
        with pytest.raises(AppendOnlyError):
            row.delete()
        with pytest.raises(TypeError):
            type(row).objects.all().delete()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_amend_at_once_each_enters_the_own_change(adopted, coordinator):
    first_is_inside = Event()

    def amend(field: str, value: object) -> None:
        with amending(adopted, DECISION, by=coordinator):
            action = Action.objects.get()
            setattr(action, field, value)
            action.save()
            first_is_inside.set()
            sleep(0.3)  # long enough for the other to come in, if it could
        connection.close()

    with ThreadPoolExecutor() as pool:
        first = pool.submit(amend, "title", "Meldroute maken")
        assert first_is_inside.wait(timeout=10)
        second = pool.submit(amend, "ends_on", date(2025, 12, 31))
        first.result()
        second.result()

    assert [
        [line.field_name for line in amendment.lines.all()]
        for amendment in Amendment.objects.order_by("pk")
    ] == [["title"], ["ends_on"]]


def test_amending_takes_as_many_queries_for_a_large_plan(
    adopted, action, coordinator, django_assert_num_queries
):
    def change(title: str) -> int:
        with (
            django_assert_num_queries(50, exact=False) as queries,
            amending(adopted, DECISION, by=coordinator),
        ):
            action.title = title
            action.save()
        return len(queries)

    change("Eerste")
    few = change("Nog eens")
    for _ in range(5):
        make_action(adopted, objective=make_objective(adopted))

    assert change("Tweede") == few


# Any change


texts = st.text("abc \n", max_size=8)
words = st.text("abc", min_size=1, max_size=8)
days = st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1))
changes = st.one_of(
    st.tuples(st.just("title"), words),
    st.tuples(st.just("priority_reason"), texts),
    st.tuples(st.just("ends_on"), days),
    st.tuples(st.just("is_priority"), st.booleans()),
    st.tuples(st.just("add"), words),
    st.tuples(st.just("remove"), st.none()),
)


def told(plan: Plan) -> dict[tuple[str, int, str], str]:
    """All that a plan says, as the register writes it; nothing of what is empty."""
    said = {
        (row._meta.model_name, row.pk, name): plain(
            shown(model, name, getattr(row, name))
        )
        for (model, _), row in read_snapshot(plan).items()
        for name in row.substance
    }
    return {
        key: text.replace("\r\n", "\n").strip() for key, text in said.items() if text
    }


def apply(plan: Plan, change: tuple[str, object]) -> None:
    name, value = change
    action = Action.objects.of_plan(plan).last()
    if name == "add":
        make_action(plan, title=value)
    elif name == "remove":
        if action:
            action.delete()
    elif action:
        setattr(action, name, value)
        action.save()


@given(decisions=st.lists(st.lists(changes, max_size=3), max_size=4))
def test_the_register_read_backwards_gives_the_plan_as_it_was_adopted(
    region, coordinator, decisions
):
    with transaction.atomic():
        plan = make_plan(region=region, title="Terug te lezen")
        make_action(plan)
        plan.status = Plan.Status.ADOPTED
        plan.save()
        adopted = told(plan)

        for decision in decisions:
            with amending(plan, DECISION, by=coordinator):
                for change in decision:
                    apply(plan, change)

        text = told(plan)
        for line in AmendmentLine.objects.order_by("-pk"):
            key = (line.model_name, line.row_pk, line.field_name)
            assert text.pop(key, "") == plain(line.new_text)
            if old_text := plain(line.old_text):
                text[key] = old_text
        assert text == adopted
        transaction.set_rollback(True)
