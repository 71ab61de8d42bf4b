"""How far everybody was with the milestones on a day."""

from datetime import date

import pytest

from actions import services
from actions.models import Milestone, MilestoneStatus
from actions.periods import Period
from reporting.data import MilestoneStanding
from tests.factories import make_objective

from .conftest import at

DUE = Period.parse("Q2 2025")


@pytest.fixture
def make_milestone(plan):
    """A milestone with its statuses, all made on the first day of 2025."""

    def make_milestone(*, due: Period = DUE, **fields: object) -> Milestone:
        milestone = Milestone.objects.create(
            **{
                "objective": make_objective(plan),
                "title": "Meldroute",
                "is_per_municipality": True,
                "due_from": due.starts_on,
                "due_on": due.ends_on,
            }
            | fields
        )
        services.create_missing_tracks(plan)
        MilestoneStatus.history.update(history_date=at(2025, 1, 1))
        return milestone

    return make_milestone


def change(milestone: Milestone, name: str | None, moment, **values: object) -> None:
    """Change where somebody stands, at that moment."""
    status = milestone.statuses.get(municipality__name=name)
    for field, value in values.items():
        setattr(status, field, value)
    status._history_date = moment
    status.full_clean()
    status.save()


def standings(content) -> dict[str, MilestoneStanding]:
    (row,) = content.milestones
    return {standing.place: standing for standing in row.standings}


def test_a_milestone_that_nobody_reached_in_time_is_late(assemble, make_milestone):
    make_milestone()

    (row,) = assemble(as_of=date(2025, 7, 1)).milestones

    assert [standing.place for standing in row.late] == ["Aalten", "Berkelland"]
    assert (row.reached, row.due) == (0, DUE)


def test_it_is_not_late_on_its_last_day(assemble, make_milestone):
    make_milestone()

    assert assemble(as_of=date(2025, 6, 30)).late_milestones == ()


def test_who_reached_it_is_not_late_even_when_that_was_late(assemble, make_milestone):
    milestone = make_milestone()
    change(milestone, "Aalten", at(2025, 8, 1), completed_on=date(2025, 7, 31))

    content = assemble()

    (row,) = content.milestones
    assert row.reached == 1
    assert standings(content)["Aalten"].completed_on == date(2025, 7, 31)
    assert [standing.place for standing in row.late] == ["Berkelland"]


def test_what_was_recorded_after_the_day_is_not_known_yet(assemble, make_milestone):
    milestone = make_milestone()
    change(
        milestone,
        "Aalten",
        at(2025, 10, 1, 0, 0),
        completed_on=date(2025, 9, 1),
        note="Klaar.",
    )

    before = standings(assemble(as_of=date(2025, 9, 30)))["Aalten"]
    after = standings(assemble(as_of=date(2025, 10, 1)))["Aalten"]

    assert (before.completed_on, before.note, before.is_late) == (None, "", True)
    assert (after.completed_on, after.note) == (date(2025, 9, 1), "Klaar.")


def test_postponements_are_counted_from_history(assemble, make_milestone):
    milestone = make_milestone()
    for month, due_on in [(5, date(2025, 9, 30)), (8, date(2025, 12, 31))]:
        change(milestone, "Aalten", at(2025, month, 1), due_on=due_on, note="Later.")
    change(milestone, "Aalten", at(2025, 9, 1), note="Nog steeds later.")

    assert standings(assemble(as_of=date(2025, 5, 1)))["Aalten"].postponements == 1
    twice = standings(assemble())["Aalten"]
    assert twice.postponements == 2
    assert twice.due == Period(date(2025, 12, 31), date(2025, 12, 31))
    assert not twice.is_late
    assert standings(assemble())["Berkelland"].postponements == 0


def test_a_date_that_is_not_after_the_plans_is_no_postponement(
    assemble, make_milestone
):
    milestone = make_milestone()
    for month, due_on in [(3, date(2025, 5, 31)), (4, date(2025, 6, 30))]:
        change(milestone, "Aalten", at(2025, month, 1), due_on=due_on, note="Eerder.")

    standing = standings(assemble(as_of=date(2025, 5, 1)))["Aalten"]

    assert (standing.due.ends_on, standing.postponements) == (date(2025, 6, 30), 0)


def test_a_postponement_that_was_taken_back_leaves_the_date_of_the_plan(
    assemble, make_milestone
):
    milestone = make_milestone()
    change(milestone, "Aalten", at(2025, 5, 1), due_on=date(2025, 12, 31), note="Later")
    change(milestone, "Aalten", at(2025, 6, 1), due_on=None)

    standing = standings(assemble())["Aalten"]

    assert (standing.due, standing.is_late) == (DUE, True)


def test_a_milestone_of_the_region_has_one_standing_without_a_name(
    assemble, make_milestone, aalten
):
    make_milestone(is_per_municipality=False)

    assert list(standings(assemble())) == [""]
    assert list(standings(assemble(aalten))) == [""]


def test_a_municipal_edition_shows_the_own_standing(assemble, make_milestone, aalten):
    make_milestone()

    assert list(standings(assemble(aalten))) == ["Aalten"]


def test_a_milestone_without_a_date_is_never_late(assemble, make_milestone):
    make_milestone(due=Period())

    (row,) = assemble(as_of=date(2030, 1, 1)).milestones

    assert not row.due
    assert row.late == ()


def test_a_milestone_says_which_action_it_belongs_to(assemble, action, make_milestone):
    make_milestone(objective=action.objective, action=action)

    (row,) = assemble().milestones

    assert (row.objective_number, row.action_code) == (1, "1.1")
