"""In the admin an adopted plan changes by a decision, wherever one changes it."""

from datetime import date

import pytest
from django.contrib import admin

from actions.models import (
    Action,
    Amendment,
    AmendmentLine,
    BudgetLine,
    BudgetShare,
    Milestone,
    Objective,
    Plan,
    PlanPart,
    Risk,
)
from actions.plan_guard import opened
from tests.actions.every_part import NEW_VALUES, adopt_with_all_parts
from tests.admin_pages import (
    DECISION,
    admin_url,
    errors_on,
    fields_on,
    save,
    with_row,
)
from tests.factories import make_action, make_municipality, make_plan, report

MISSING = {
    "change_reason": "Schrijf op waarom u dit wijzigt: het plan is vastgesteld.",
    "decided_by": "Schrijf op wie hierover besloot: het plan is vastgesteld.",
    "valid_from": "Vul in vanaf welke dag de wijziging geldt.",
}
PAGES = [model for model in admin.site._registry if issubclass(model, PlanPart)]
TABLES = [
    (model, inline.model)
    for model in PAGES
    for inline in admin.site._registry[model].inlines
    if issubclass(inline.model, PlanPart)
]
# Of each of these, the list offers nothing else that changes it.
LIST_ACTIONS = {"delete_selected", "retire"}


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def parts(plan, action, aalten):
    return adopt_with_all_parts(action, aalten)


def change(row) -> str:
    return admin_url(f"actions_{row._meta.model_name}_change", row.pk)


def in_table(page: type, model: type) -> str:
    """The name of a field of the first row of a table, without the field."""
    relation = next(
        field for field in model._meta.fields if field.related_model is page
    )
    return f"{relation.remote_field.get_accessor_name()}-0"


def entered() -> set[tuple[str, str]]:
    """Which fields of which kind of row the register tells of."""
    return set(AmendmentLine.objects.values_list("model_name", "field_name"))


# Every page, every table


@pytest.mark.parametrize("missing", MISSING)
@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_a_page_asks_beside_the_field_what_is_missing(client, parts, model, missing):
    row, values = parts[model], NEW_VALUES[model]

    answer = save(client, change(row), **values, **{missing: ""})

    assert errors_on(answer) == {missing: [MISSING[missing]]}
    form = answer.context["adminform"].form
    assert [form[field].value() for field in values] == list(values.values())
    assert model.objects.get(pk=row.pk).history.count() == row.history.count()
    assert not Amendment.objects.exists()


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_a_page_enters_the_decision(client, parts, coordinator, model):
    save(client, change(parts[model]), **NEW_VALUES[model], valid_from="1-2-2026")

    amendment = Amendment.objects.get()
    assert amendment.reason == "Afgesproken."
    assert amendment.decided_by == "Driehoek"
    assert amendment.valid_from == date(2026, 2, 1)
    assert amendment.author == coordinator
    assert entered() == {(model._meta.model_name, field) for field in NEW_VALUES[model]}
    history = model.history.filter(id=parts[model].pk).first()
    assert history.history_change_reason == "Afgesproken."


@pytest.mark.parametrize("missing", MISSING)
@pytest.mark.parametrize(
    ("page", "model"), TABLES, ids=[f"{a.__name__}-{b.__name__}" for a, b in TABLES]
)
def test_a_table_asks_what_is_missing_and_keeps_what_was_typed(
    client, parts, page, model, missing
):
    prefix = in_table(page, model)
    typed = {f"{prefix}-{name}": value for name, value in NEW_VALUES[model].items()}

    answer = save(client, change(parts[page]), **typed, **{missing: ""})

    assert errors_on(answer) == {missing: [MISSING[missing]]}
    shown = fields_on(answer)
    assert {name: str(shown[name]) for name in typed} == {
        name: str(value) for name, value in typed.items()
    }
    assert not Amendment.objects.exists()


@pytest.mark.parametrize(
    ("page", "model"), TABLES, ids=[f"{a.__name__}-{b.__name__}" for a, b in TABLES]
)
def test_a_table_enters_the_decision(client, parts, page, model):
    prefix = in_table(page, model)
    typed = {f"{prefix}-{name}": value for name, value in NEW_VALUES[model].items()}

    save(client, change(parts[page]), **typed)

    assert Amendment.objects.count() == 1
    assert entered() == {(model._meta.model_name, field) for field in NEW_VALUES[model]}


def test_every_kind_of_part_can_be_changed_somewhere_and_all_ways_are_tested():
    assert {*PAGES, *(model for _, model in TABLES)} == set(NEW_VALUES)
    for model in PAGES:
        offered = set(admin.site._registry[model].actions) | {"delete_selected"}
        assert offered <= LIST_ACTIONS


def test_a_page_and_its_tables_are_one_decision(client, parts):
    save(
        client,
        change(parts[Objective]),
        **{"title": "Anders", "results-0-description": "Ook anders"},
    )

    assert Amendment.objects.count() == 1
    assert entered() == {("objective", "title"), ("result", "description")}


# What is added


def test_a_new_action_asks_a_decision_and_is_entered(client, parts):
    values = {
        "objective": parts[Objective].pk,
        "title": "Voorlichting",
        "description": "Geven",
        "scope": "local",
    }
    address = admin_url("actions_action_add")

    refused = save(client, address, **values, decided_by="")
    assert errors_on(refused) == {"decided_by": [MISSING["decided_by"]]}
    assert not Action.objects.filter(title="Voorlichting").exists()

    save(client, address, **values)
    assert set(AmendmentLine.objects.values_list("subject", flat=True)) == {
        "Actie 1.2 Voorlichting"
    }
    assert Action.objects.get(title="Voorlichting").tracks.count() == 2


def test_a_row_added_to_a_table_is_entered(client, parts):
    bronckhorst = make_municipality("Bronckhorst", region=parts[Plan].region)

    save(
        client,
        change(parts[Plan]),
        lambda data: with_row(data, "participations", municipality=bronckhorst.pk),
    )

    line = AmendmentLine.objects.get()
    assert (str(line), line.new_text) == (
        "Deelname van Bronckhorst, gemeente",
        "Bronckhorst",
    )


# What is no substance


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Action, {"source_note": "Vreemd verwoord"}),
        (Action, {"scope_is_assumed": "on"}),
        (Objective, {"source_note": "Vreemd verwoord"}),
    ],
)
def test_what_is_no_substance_needs_no_decision(client, parts, model, values):
    answer = save(client, change(parts[model]), **values, change_reason="")

    assert answer.status_code == 302
    assert not Amendment.objects.exists()


def test_what_was_spent_needs_no_decision(client, parts):
    line = parts[BudgetShare].budget_line

    save(client, change(line), **{"shares-0-spent": 10}, change_reason="")

    assert BudgetShare.objects.get().spent == 10
    assert not Amendment.objects.exists()


def test_where_a_milestone_stands_needs_no_decision(client, parts):
    milestone = parts[Milestone]
    save(client, change(milestone))  # gives it its statuses

    answer = save(
        client,
        change(milestone),
        **{"statuses-0-completed_on": "2025-05-01"},
        change_reason="",
    )

    assert answer.status_code == 302
    assert not Amendment.objects.exists()


def test_a_risk_needs_no_decision(client, parts):
    risk = Risk.objects.create(plan=parts[Plan], title="Te druk", chance=1, impact=1)

    save(client, change(risk), title="Veel te druk", change_reason="")

    risk.refresh_from_db()
    assert risk.title == "Veel te druk"
    assert "decided_by" not in fields_on(client.get(change(risk)))


# Drafts, adopting, and plans that are over


def test_a_draft_asks_no_decision(client, plan, action):
    assert not {"decided_by", "valid_from"} & set(fields_on(client.get(change(action))))

    save(client, change(action), title="Anders", change_reason="")

    assert not Amendment.objects.exists()


def test_adopting_a_plan_asks_no_decision(client, plan, action):
    save(client, change(plan), status="adopted", change_reason="")

    plan.refresh_from_db()
    assert plan.status == Plan.Status.ADOPTED
    assert not Amendment.objects.exists()


@pytest.mark.parametrize("status", ["draft", "closed"])
def test_the_form_does_not_change_the_status_of_an_adopted_plan(client, parts, status):
    save(client, change(parts[Plan]), status=status)

    assert Plan.objects.get().status == Plan.Status.ADOPTED


@pytest.mark.parametrize("model", [*PAGES, Risk], ids=lambda model: model.__name__)
def test_a_closed_plan_can_only_be_looked_at(client, parts, model):
    risk = Risk.objects.create(plan=parts[Plan], title="Te druk", chance=1, impact=1)
    row = (parts | {Risk: risk})[model]
    with opened(parts[Plan]):
        Plan.objects.update(status=Plan.Status.CLOSED)
    name = f"actions_{model._meta.model_name}"

    page = client.get(change(row))
    saved = client.post(change(row), {**DECISION, "title": "Iets anders"})
    deleted = client.post(admin_url(f"{name}_delete", row.pk), {"post": "yes"})
    client.post(
        admin_url(f"{name}_changelist"),
        {
            "action": "delete_selected",
            "_selected_action": row.pk,
            "post": "yes",
            **DECISION,
        },
    )

    assert page.status_code == 200
    assert "Opslaan" not in page.content.decode()
    assert 'name="decided_by"' not in page.content.decode()
    assert (saved.status_code, deleted.status_code) == (403, 403)
    assert model.objects.filter(pk=row.pk).exists()


def test_nothing_is_added_to_a_closed_plan(client, parts):
    with opened(parts[Plan]):
        Plan.objects.update(status=Plan.Status.CLOSED)

    answer = save(
        client,
        admin_url("actions_action_add"),
        objective=parts[Objective].pk,
        title="Te laat",
        description="Te laat",
        scope="local",
    )

    assert errors_on(answer)["__all__"] == [
        "Dit plan is afgesloten. Er verandert niets meer aan."
    ]


@pytest.mark.parametrize("status", Plan.Status.values)
def test_a_part_does_not_move_to_another_plan(client, parts, status):
    line = parts[BudgetLine]
    other = make_plan(region=parts[Plan].region, title="Ander plan", status=status)

    answer = save(client, change(line), objective="", plan=other.pk)

    assert errors_on(answer)["__all__"] in (
        ["Dit hoort bij een ander plan en blijft daar."],
        ["Dit plan is afgesloten. Er verandert niets meer aan."],
    )
    line.refresh_from_db()
    assert line.objective == parts[Objective]


# Deleting and retiring


@pytest.mark.parametrize("missing", MISSING)
def test_deleting_asks_what_is_missing_and_keeps_what_was_typed(client, parts, missing):
    address = admin_url("actions_action_delete", parts[Action].pk)
    typed = {**DECISION, "valid_from": "1-2-2026", "post": "yes", missing: ""}

    page = client.post(address, typed)

    form = page.context["form"]
    assert page.status_code == 422
    assert list(form.errors) == [missing]
    assert all(form[name].value() == typed[name] for name in MISSING)
    assert Action.objects.exists()


def test_deleting_is_entered_with_all_that_went_along(client, parts):
    client.post(
        admin_url("actions_action_delete", parts[Action].pk),
        {**DECISION, "valid_from": "1-2-2026", "post": "yes"},
    )

    assert not Action.objects.exists()
    assert Amendment.objects.get().reason == "Afgesproken."
    removed = AmendmentLine.objects.filter(kind="removed")
    assert set(removed.values_list("model_name", flat=True)) == {
        "action",
        "milestone",
        "partnerrole",
    }


def test_deleting_from_a_list_asks_a_decision_and_is_one_amendment(client, parts, plan):
    make_action(plan)
    address = admin_url("actions_action_changelist")
    chosen = {
        "action": "delete_selected",
        "_selected_action": [row.pk for row in Action.objects.all()],
        "post": "yes",
    }

    page = client.post(address, {**chosen, **DECISION, "valid_from": ""})
    assert list(page.context["form"].errors) == ["valid_from"]
    assert Action.objects.count() == 2

    client.post(address, {**chosen, **DECISION, "valid_from": "1-2-2026"})
    assert not Action.objects.exists()
    assert Amendment.objects.count() == 1


def test_an_adopted_plan_is_not_deleted(client, parts):
    plan = parts[Plan]

    page = client.get(admin_url("actions_plan_delete", plan.pk))
    client.post(
        admin_url("actions_plan_changelist"),
        {"action": "delete_selected", "_selected_action": plan.pk, "post": "yes"},
    )

    assert "Verwijderen kan niet" in page.content.decode()
    assert Plan.objects.filter(pk=plan.pk).exists()


@pytest.mark.parametrize("missing", ["reason", "decided_by", "on"])
def test_retiring_asks_what_is_missing(client, parts, missing):
    address = f"{admin_url('actions_action_retire')}?id={parts[Action].pk}"
    typed = {"reason": "Ingehaald", "decided_by": "Driehoek", "on": "2025-06-30"}

    answer = client.post(address, typed | {missing: ""})

    assert list(answer.context["form"].errors) == [missing]
    assert Action.objects.running().exists()
    assert not Amendment.objects.exists()


def test_actions_retired_together_are_one_decision(
    client, parts, plan, track, officer, coordinator
):
    report(track, officer)
    second = make_action(plan, title="Ook weg")
    successor = make_action(plan, title="Beter idee")
    address = (
        f"{admin_url('actions_action_retire')}?id={parts[Action].pk}&id={second.pk}"
    )

    client.post(
        address,
        {
            "reason": "Ingehaald",
            "decided_by": "Driehoek",
            "on": "2025-06-30",
            "replaced_by": successor.pk,
        },
    )

    amendment = Amendment.objects.get()
    assert amendment.valid_from == date(2025, 6, 30)
    assert amendment.author == coordinator
    assert {
        (line.subject, line.label): line.new_text for line in amendment.lines.all()
    } == {
        (subject, label): text
        for subject in ["Actie 1.1 Meldroute vaststellen", "Actie 1.2 Ook weg"]
        for label, text in [
            ("vervallen op", "30-6-2025"),
            ("reden van vervallen", "Ingehaald"),
            ("vervangen door", "1.3 Beter idee"),
        ]
    }
    assert parts[Action].tracks.get(pk=track.pk).version == 1


# Who may


def test_the_administrator_looks_and_does_not_amend(client, parts, administrator):
    client.force_login(administrator)

    page = client.get(change(parts[Action]))
    answer = client.post(change(parts[Action]), {**DECISION, "title": "Anders"})

    assert page.status_code == 200
    assert 'name="decided_by"' not in page.content.decode()
    assert answer.status_code == 403


def test_shares_that_do_not_add_up_are_refused_and_told(client, parts):
    answer = save(client, change(parts[BudgetLine]), **{"shares-0-budgeted": 60})

    assert errors_on(answer) == {
        "__all__": [
            "De aandelen in ‘Post’ zijn samen € 60. Dat is € 40 te weinig: de post is"
            " € 100."
        ]
    }
    assert not Amendment.objects.exists()


def test_what_is_budgeted_in_the_admin_was_divided_by_hand(client, parts):
    save(client, change(parts[BudgetLine]), **{"shares-0-budgeted": 100})

    assert BudgetLine.objects.get().division == BudgetLine.Division.HAND
