"""The parts of a plan fit together, whoever writes them."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from actions.models import BudgetLine, Milestone, Result, ResultAssessment
from tests.factories import make_action, make_objective, make_result, make_round

PARTS = [(Milestone, {}), (BudgetLine, {"kind": "estimate"})]


@pytest.mark.parametrize(("model", "fields"), PARTS)
def test_a_part_is_not_of_an_action_of_another_objective(plan, action, model, fields):
    elsewhere = make_objective(plan)
    part = model(title="Training", objective=elsewhere, action=action, **fields)

    with pytest.raises(ValidationError) as refused:
        part.full_clean()

    assert refused.value.message_dict == {
        "action": ["Deze actie hoort bij een andere doelstelling."]
    }


@pytest.mark.parametrize(("model", "fields"), PARTS)
@pytest.mark.parametrize("whose", ["action", "objective"])
def test_a_part_may_be_of_an_action_of_its_objective_or_of_none(
    action, model, fields, whose
):
    own = action if whose == "action" else None

    model(title="Klaar", objective=action.objective, action=own, **fields).full_clean()


@pytest.mark.parametrize("whole", ["result", "objective", "action_line", "plan"])
def test_a_result_that_was_judged_is_not_deleted_with_what_it_is_part_of(plan, whole):
    result = make_result(make_objective(plan))
    ResultAssessment.objects.create(
        result=result, round=make_round(plan), outcome="reached"
    )
    objective = result.objective
    rows = {
        "result": result,
        "objective": objective,
        "action_line": objective.action_line,
        "plan": plan,
    }

    with pytest.raises(ProtectedError):
        rows[whole].delete()

    assert Result.objects.filter(pk=result.pk).exists()


def test_a_result_that_nobody_judged_can_be_deleted(plan):
    make_action(plan)
    result = make_result(make_objective(plan))

    result.delete()

    assert not Result.objects.exists()
