"""No path changes what an adopted plan says around the register."""

import pytest
from django.db import transaction

from actions.models import (
    Action,
    ActionLine,
    BudgetLine,
    BudgetShare,
    Objective,
    Plan,
    PlanPart,
    Result,
)
from actions.plan_guard import AmendmentBypassed, opened
from actions.substance import PARTS
from tests.actions.every_part import NEW_VALUES, adopt_with_all_parts
from tests.factories import make_plan, make_region

ASIDE = {
    Plan: {"source_note": "Vreemd"},
    Objective: {"source_note": "Vreemd"},
    Result: {"source_note": "Vreemd"},
    Action: {"scope_is_assumed": True, "source_note": "Vreemd"},
    BudgetLine: {"source_note": "Vreemd"},
    BudgetShare: {"spent": 100},
}


@pytest.fixture
def parts(plan, action, aalten) -> dict[type, PlanPart]:
    """One row of everything that a plan is made of, in a plan that is adopted."""
    return adopt_with_all_parts(action, aalten)


@pytest.fixture(params=PARTS, ids=lambda model: model.__name__)
def row(request, parts):
    """Each of them in turn, as another process would read it."""
    return request.param.objects.get(pk=parts[request.param].pk)


def bypassed():
    return pytest.raises(AmendmentBypassed, match="was adopted")


def test_saving_is_refused(row):
    for field, value in NEW_VALUES[type(row)].items():
        setattr(row, field, value)

    with bypassed():
        row.save()
    with bypassed():
        row.save(update_fields=list(NEW_VALUES[type(row)]))


def test_deleting_is_refused(row):
    with bypassed():
        row.delete()
    with bypassed():
        type(row).objects.filter(pk=row.pk).delete()


def test_a_bulk_update_is_refused(row):
    values = NEW_VALUES[type(row)]
    for field, value in values.items():
        setattr(row, field, value)

    with bypassed():
        type(row).objects.filter(pk=row.pk).update(**values)
    with bypassed(), transaction.atomic():
        type(row).objects.bulk_update([row], list(values))


def test_adding_a_copy_is_refused(row):
    row.pk = None
    row._state.adding = True
    if isinstance(row, Plan):
        return  # a new plan is not the adopted one

    with bypassed():
        row.save()
    with bypassed():
        type(row).objects.bulk_create([row])


def test_saving_without_a_change_is_no_change(row):
    row.save()


@pytest.mark.parametrize("model", ASIDE, ids=lambda model: model.__name__)
def test_what_is_no_substance_changes_freely(parts, model):
    row = model.objects.get(pk=parts[model].pk)
    for field, value in ASIDE[model].items():
        setattr(row, field, value)

    row.save()
    model.objects.filter(pk=row.pk).update(**ASIDE[model])


def test_a_share_counts_once_an_amount_is_budgeted(parts, berkelland):
    line = parts[BudgetLine]

    share = BudgetShare.objects.create(
        budget_line=line, municipality=berkelland, committed=10
    )

    share.budgeted = 5
    with bypassed():
        share.save()
    share.refresh_from_db()
    share.delete()


def test_a_draft_changes_freely(parts, row):
    with opened(parts[Plan]):
        Plan.objects.update(status=Plan.Status.DRAFT)
    for field, value in NEW_VALUES[type(row)].items():
        setattr(row, field, value)

    row.save()


def test_a_closed_plan_is_guarded_as_well(parts, row):
    with opened(parts[Plan]):
        Plan.objects.update(status=Plan.Status.CLOSED)
    for field, value in NEW_VALUES[type(row)].items():
        setattr(row, field, value)

    with bypassed():
        row.save()


def test_who_read_the_plan_before_it_was_adopted_is_refused_too(plan, action):
    early = Action.objects.select_related("objective__action_line__plan").get()
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.ADOPTED)

    early.title = "Iets anders"
    with bypassed():
        early.save()


def test_a_part_does_not_slip_away_to_a_draft_or_in_from_one(parts):
    elsewhere = ActionLine.objects.create(
        plan=make_plan(title="Volgend plan"), number=1, title="Nieuw"
    )
    new = Objective.objects.create(action_line=elsewhere, number=1, title="Nieuw")
    objective = Objective.objects.get(pk=parts[Objective].pk)

    objective.action_line = elsewhere
    with bypassed():
        objective.save()
    new.action_line = parts[ActionLine]
    with bypassed():
        new.save()
    with bypassed():
        elsewhere.objectives.set([parts[Objective]])


def test_opening_one_plan_opens_no_other(parts):
    other = make_plan(title="Ander plan", region=make_region("Twente"))
    action = parts[Action]
    action.title = "Iets anders"

    with opened(other), bypassed():
        action.save()
    with opened(parts[Plan]):
        action.save()
    action.title = "Weer anders"
    with bypassed():
        action.save()


def test_nobody_else_finds_the_plan_open(parts):
    with opened(parts[Plan]), pytest.raises(RuntimeError):
        raise RuntimeError
    action = parts[Action]
    action.title = "Iets anders"

    with bypassed():
        action.save()
