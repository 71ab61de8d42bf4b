"""At the end of a plan its open actions go on in the next, and its history stays."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actions import services
from actions.models import (
    Action,
    Amendment,
    AmendmentLine,
    BudgetLine,
    Funding,
    Milestone,
    Objective,
    Partner,
    PartnerRole,
    Plan,
    Progress,
    Result,
)
from actions.services import Decision
from actions.templatetags import signs
from tests.admin_pages import DECISION as TYPED
from tests.admin_pages import admin_url, shown
from tests.factories import (
    make_action,
    make_objective,
    make_plan,
    make_region,
    make_result,
    make_round,
    report,
)

DECISION = Decision("De looptijd is voorbij", "Driehoek", date(2026, 1, 1))


@pytest.fixture
def partner(region):
    return Partner.objects.create(region=region, name="RIEC")


@pytest.fixture
def old(plan, action, joint_action, partner):
    """A plan that ends: two actions with all that can belong to them."""
    objective = action.objective
    make_result(objective)
    PartnerRole.objects.create(partner=partner, objective=objective, role="Adviseert")
    PartnerRole.objects.create(partner=partner, action=action, role="Levert kaarten")
    for part in (None, action):
        milestone = {"objective": objective, "action": part}
        Milestone.objects.create(title="Open", due_on=date(2026, 6, 30), **milestone)
        Milestone.objects.create(title="Te laat", due_on=date(2025, 9, 30), **milestone)
        Milestone.objects.create(title="Gehaald", **milestone)
    services.create_missing_tracks(plan)
    for milestone in Milestone.objects.filter(title="Gehaald"):
        milestone.statuses.update(completed_on=date(2025, 1, 1))
    line = BudgetLine.objects.create(
        objective=objective, title="Training", kind="estimate", amount=20_000
    )
    Funding.objects.create(budget_line=line, source="duup", state="covered")
    action.ends_on = date(2025, 12, 31)
    action.waits_for.add(joint_action)
    action.save()
    joint_action.starts_on = date(2025, 1, 1)
    joint_action.ends_on = date(2026, 12, 31)
    joint_action.save()
    plan.status = Plan.Status.ADOPTED
    plan.save()
    return plan


@pytest.fixture
def new(old):
    return make_plan(region=old.region, title="Volgend plan")


def carry(old, new, by, *, actions=None, **options):
    chosen = Action.objects.of_plan(old) if actions is None else actions
    return services.carry_over(
        old, new, actions=chosen, decision=DECISION, by=by, **options
    )


def finish(action, author):
    for track in action.tracks.all():
        report(track, author, phase="done")


# What goes along


def test_an_action_goes_on_in_a_copy_that_knows_what_it_continues(
    old, new, action, coordinator
):
    carry(old, new, coordinator, actions=[action])

    copy = Action.objects.of_plan(new).get()
    assert copy.continues == action
    assert action.continued_by == copy
    assert (copy.code, copy.title, copy.scope) == ("1.1", action.title, action.scope)
    assert copy.objective.title == action.objective.title
    assert copy.objective.action_line.title == action.objective.action_line.title


def test_the_plan_is_closed_with_its_successor_and_the_register_says_so(
    old, new, action, coordinator
):
    carry(old, new, coordinator)

    old.refresh_from_db()
    assert (old.status, old.successor) == (Plan.Status.CLOSED, new)
    assert {
        (line.label, line.old_text, line.new_text)
        for line in AmendmentLine.objects.filter(amendment__plan=old)
    } == {
        ("status", "vastgesteld", "afgesloten"),
        ("opvolger", "", "Volgend plan"),
    }
    assert not Amendment.objects.filter(plan=new).exists()


def test_no_progress_is_copied_and_the_old_stays_to_be_read(
    old, new, action, track, officer, coordinator
):
    report(track, officer, note="Bijna klaar.")

    carry(old, new, coordinator)

    tracks = Progress.objects.of_plan(new)
    assert tracks.filter(action__continues=action).count() == 2
    assert not tracks.exclude(version=0).exists()
    before = Progress.objects.before(Action.objects.get(continues=action))
    assert before.get(municipality=track.municipality).state.note == "Bijna klaar."


def test_what_belongs_to_it_goes_along_but_what_was_reached(
    old, new, action, coordinator
):
    carry(old, new, coordinator)

    objective = Objective.objects.of_plan(new).get()
    copy = Action.objects.get(continues=action)
    assert Result.objects.of_plan(new).get().description == "Iedereen is getraind"
    assert objective.partner_roles.get().role == "Adviseert"
    assert copy.partner_roles.get().role == "Levert kaarten"
    for milestones in (copy.milestones, objective.milestones.filter(action=None)):
        assert {m.title: m.due_on for m in milestones.all()} == {
            "Open": date(2026, 6, 30),
            "Te laat": None,  # a date that is past says nothing of the new plan
        }
    assert new.participations.count() == 2


def test_a_period_that_is_past_stays_behind(
    old, new, action, joint_action, coordinator
):
    carry(old, new, coordinator)

    past = Action.objects.get(continues=action)
    running = Action.objects.get(continues=joint_action)
    assert (past.starts_on, past.ends_on) == (None, None)
    assert (running.starts_on, running.ends_on) == (
        date(2025, 1, 1),
        date(2026, 12, 31),
    )


def test_what_waited_for_another_waits_for_its_copy(
    old, new, action, joint_action, coordinator
):
    carry(old, new, coordinator)

    copy = Action.objects.get(continues=action)
    assert copy.waits_for.get() == Action.objects.get(continues=joint_action)


def test_budget_lines_go_along_only_if_chosen(old, new, action, coordinator):
    line = BudgetLine.objects.get()

    carry(old, new, coordinator)
    assert not BudgetLine.objects.of_plan(new).exists()

    carry(old, new, coordinator, budget_lines=[line])
    copy = BudgetLine.objects.of_plan(new).get()
    assert (copy.title, copy.amount) == ("Training", 20_000)
    assert copy.fundings.get().source == "duup"
    assert not copy.shares.exists()


def test_a_budget_line_whose_objective_stays_behind_stays_too(
    old, new, action, coordinator
):
    elsewhere = make_action(old, objective=make_objective(old, title="Anders"))

    carry(
        old,
        new,
        coordinator,
        actions=[elsewhere],
        budget_lines=[BudgetLine.objects.get()],
    )

    assert not BudgetLine.objects.of_plan(new).exists()


# What is left alone


def test_what_is_finished_or_retired_does_not_go_on(
    old, new, action, joint_action, coordinator
):
    finish(action, coordinator)
    services.retire_action(
        joint_action,
        reason="Klaar",
        on=date(2025, 6, 30),
        decided_by="Driehoek",
        by=coordinator,
    )

    carry(old, new, coordinator)

    assert not Action.objects.of_plan(new).exists()


def test_what_is_unfinished_in_one_municipality_goes_on(
    old, new, action, track, other_track, coordinator
):
    report(track, coordinator, phase="done")
    report(other_track, coordinator, phase="running")

    assert action in Action.objects.of_plan(old).unfinished(["done"])


def test_an_action_of_another_plan_is_not_taken_along(old, new, coordinator):
    other = make_action(make_plan(region=old.region, title="Iets anders"))

    carry(old, new, coordinator, actions=[other])

    assert not Action.objects.of_plan(new).exists()


def test_what_the_successor_has_already_is_used_and_not_doubled(
    old, new, action, coordinator
):
    there = make_objective(new, title=action.objective.title.upper())
    make_action(new, objective=there, title="Al bedacht")

    carry(old, new, coordinator, actions=[action])

    assert Objective.objects.of_plan(new).get() == there
    assert [str(row) for row in Action.objects.of_plan(new)] == [
        "1.1 Al bedacht",
        "1.2 Meldroute vaststellen",
    ]
    assert not there.results.exists()
    assert set(there.milestones.values_list("title", "action__number")) == {
        ("Open", None),
        ("Te laat", None),
        ("Open", 2),
        ("Te laat", 2),
    }


def test_a_number_that_is_taken_by_something_else_becomes_the_next(
    old, new, action, coordinator
):
    make_objective(new, title="Heel iets anders")

    carry(old, new, coordinator, actions=[action])

    assert Action.objects.get(continues=action).code == "2.1"


def test_doing_it_twice_doubles_nothing(old, new, action, joint_action, coordinator):
    lines = list(BudgetLine.objects.all())
    carry(old, new, coordinator, actions=[action], budget_lines=lines)

    assert carry(old, new, coordinator, actions=[action], budget_lines=lines) == []
    later = carry(old, new, coordinator, budget_lines=lines)

    assert [str(row) for row in later] == [str(joint_action)]
    assert Action.objects.of_plan(new).count() == 2
    assert Milestone.objects.of_plan(new).count() == 4
    assert BudgetLine.objects.of_plan(new).count() == 1
    assert Amendment.objects.filter(plan=old).count() == 1


def test_a_successor_that_was_adopted_gets_it_in_its_register(
    old, new, action, coordinator
):
    new.status = Plan.Status.ADOPTED
    new.save()

    carry(old, new, coordinator, actions=[action])

    amendment = Amendment.objects.get(plan=new)
    assert amendment.reason == "De looptijd is voorbij"
    assert "Actie 1.1 Meldroute vaststellen" in {
        line.subject for line in amendment.lines.all()
    }


def test_a_plan_can_end_without_a_successor(old, coordinator):
    assert carry(old, None, coordinator, actions=[]) == []

    old.refresh_from_db()
    assert (old.status, old.successor) == (Plan.Status.CLOSED, None)


# Refusals


def test_an_open_round_is_closed_first_unless_it_must_be_so(old, new, coordinator):
    make_round(old)

    with pytest.raises(ValidationError, match="Er loopt nog een rapportageronde"):
        carry(old, new, coordinator)
    assert not Action.objects.of_plan(new).exists()

    carry(old, new, coordinator, despite_open_rounds=True)
    assert Action.objects.of_plan(new).exists()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda old: old, "Kies een ander plan"),
        (
            lambda old: make_plan(region=make_region("Twente"), title="Verweg"),
            "Kies een ander plan",
        ),
        (
            lambda old: make_plan(region=old.region, title="Oud", status="closed"),
            "Oud is al afgesloten",
        ),
    ],
)
def test_a_successor_that_does_not_fit_is_refused(old, coordinator, make, message):
    with pytest.raises(ValidationError, match=message):
        carry(old, make(old), coordinator)

    old.refresh_from_db()
    assert old.status == Plan.Status.ADOPTED


def test_a_plan_succeeds_one_other(old, new, coordinator):
    make_plan(region=old.region, title="Ouder", successor=new)

    with pytest.raises(ValidationError, match="volgt al een ander plan op"):
        carry(old, new, coordinator)


def test_a_plan_that_goes_on_in_one_does_not_go_on_in_another(old, new, coordinator):
    carry(old, new, coordinator)

    with pytest.raises(ValidationError, match="al afgesloten"):
        carry(old, make_plan(region=old.region, title="Nog een"), coordinator)


def test_a_draft_is_not_closed(plan, coordinator):
    with pytest.raises(ValidationError, match="nog niet vastgesteld"):
        carry(plan, None, coordinator)


@pytest.mark.parametrize("person", ["administrator", "officer", "outsider"])
def test_only_the_coordinator_closes_a_plan(request, old, new, person):
    with pytest.raises(PermissionDenied):
        carry(old, new, request.getfixturevalue(person))


# The page in the admin


@pytest.fixture
def page(client, old, coordinator):
    client.force_login(coordinator)
    return admin_url("actions_plan_carry_over", old.pk)


@pytest.fixture
def typed(new, action):
    return {
        **TYPED,
        "valid_from": "1-1-2026",
        "successor": new.pk,
        "actions": [action.pk],
        "budget_lines": [BudgetLine.objects.get().pk],
    }


def test_the_page_offers_what_is_open(client, page, old, new, action, coordinator):
    finish(action, coordinator)

    form = client.get(page).context["form"]

    assert [str(choice) for choice in form.fields["actions"].queryset] == [
        "1.2 Kader voor informatie delen"
    ]
    assert list(form.fields["successor"].queryset) == [new]
    assert 'value="' in client.get(page).content.decode()


def test_a_preview_tells_what_would_happen_and_does_nothing(
    client, page, old, new, typed
):
    answer = client.post(page, {**typed, "stap": "bekijk"})

    names = answer.context["preview"]["names"]
    assert "Actie 1.1 Meldroute vaststellen" in names
    assert "Begrotingspost bij doelstelling 1: Training" in names
    assert "1 actie," in answer.context["preview"]["counted"]
    assert "Sluit af en draag over" in answer.content.decode()
    old.refresh_from_db()
    assert old.status == Plan.Status.ADOPTED
    assert not Action.objects.of_plan(new).exists()
    assert not Amendment.objects.exists()


def test_the_page_does_it_and_a_second_click_does_nothing_more(
    client, page, old, new, typed
):
    answer = client.post(page, {**typed, "stap": "doe"}, follow=True)
    assert shown(answer) == [
        "Uitvoeringsplan is afgesloten. Aantal overgedragen acties: 1."
    ]
    assert answer.context["original"] == new

    client.post(page, {**typed, "stap": "doe"})
    assert Action.objects.of_plan(new).count() == 1
    assert Amendment.objects.get().plan == old


@pytest.mark.parametrize("missing", ["change_reason", "decided_by", "valid_from"])
@pytest.mark.parametrize("step", ["bekijk", "doe"])
def test_the_page_asks_a_decision_and_keeps_what_was_typed(
    client, page, old, typed, missing, step
):
    answer = client.post(page, {**typed, missing: "", "stap": step})

    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [missing]
    assert form["actions"].value() == [str(typed["actions"][0])]
    assert answer.context["preview"] is None
    old.refresh_from_db()
    assert old.status == Plan.Status.ADOPTED


def test_the_page_asks_where_the_actions_go(client, page, typed):
    answer = client.post(page, {**typed, "successor": "", "stap": "doe"})

    assert answer.context["form"].errors["successor"] == [
        "Kies in welk plan de aangevinkte acties verdergaan."
    ]


def test_the_page_warns_of_an_open_round(client, page, old, typed):
    make_round(old)

    refused = client.post(page, {**typed, "stap": "doe"})
    assert "Deze ronde loopt nog: Q3 2025." in refused.content.decode()
    assert list(refused.context["form"].errors) == ["despite_open_rounds"]

    client.post(page, {**typed, "despite_open_rounds": "on", "stap": "doe"})
    old.refresh_from_db()
    assert old.status == Plan.Status.CLOSED


def test_the_page_is_reached_from_the_plan_also_once_that_is_closed(
    client, page, old, new, action, coordinator, administrator
):
    address = admin_url("actions_plan_change", old.pk)
    assert page in client.get(address).content.decode()

    carry(old, new, coordinator, actions=[])
    assert page in client.get(address).content.decode()
    assert (
        page
        not in client.get(admin_url("actions_plan_change", new.pk)).content.decode()
    )
    client.force_login(administrator)
    assert page not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("person", "status"), [("administrator", 403), ("outsider", 404), ("officer", 302)]
)
def test_the_page_is_for_the_coordinator_of_the_plan(
    request, client, page, typed, old, person, status
):
    client.force_login(request.getfixturevalue(person))

    assert client.get(page).status_code == status
    assert client.post(page, {**typed, "stap": "doe"}).status_code == status
    old.refresh_from_db()
    assert old.status == Plan.Status.ADOPTED


# On the site


def test_the_pages_of_both_actions_lead_to_each_other(
    client, old, new, action, track, officer, coordinator
):
    report(track, officer, phase="preparing")
    carry(old, new, coordinator)
    copy = Action.objects.get(continues=action)
    client.force_login(coordinator)

    before = client.get(action.get_absolute_url()).content.decode()
    after = client.get(copy.get_absolute_url()).content.decode()
    new_track = client.get(
        copy.tracks.get(municipality=track.municipality).get_absolute_url()
    ).content.decode()

    assert f'href="{copy.get_absolute_url()}"' in before
    assert f'href="{action.get_absolute_url()}"' in after
    for page in (after, new_track):
        assert f'href="{track.get_absolute_url()}"' in page
        assert signs.phase("preparing") in page
    assert (
        f'href="{new.get_absolute_url()}"'
        in client.get(old.get_absolute_url()).content.decode()
    )
