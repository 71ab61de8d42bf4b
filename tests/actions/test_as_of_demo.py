"""The plan and the demo that are shipped have a past, to the last row."""

from datetime import date

import pytest
from django.core.management import call_command

from actions.as_of import as_of, today
from actions.demo import load_demo, read_content
from actions.matrix import build_matrix
from actions.models import BudgetShare, Plan, ReportingRound
from reporting.assemble import build_report
from tests.actions.test_as_of_any_day import read_everything

JUNE = date(2025, 6, 30)


@pytest.fixture
def demo(db):
    call_command("load_plan", verbosity=0)
    load_demo(read_content())
    return Plan.objects.get()


def test_every_row_reads_as_the_newest_version_of_its_history(demo):
    """So nothing was written around the history: not by loading, not by a service."""
    now = read_everything(today())

    with as_of(today()):
        assert read_everything(today()) == now
    assert {"actions.BudgetShare", "actions.Submission", "updates"} <= set(now)


def test_the_demo_on_30_june_is_what_the_report_of_that_quarter_says(demo):
    second = ReportingRound.objects.get(quarter_number=2)
    told = build_report(second, as_of=JUNE)

    with as_of(JUNE):
        matrix = build_matrix(demo, today=today())
        shares = list(BudgetShare.objects.values_list("spent", flat=True))

    lights = {count.light: count.tracks for count in told.totals.lights}
    assert matrix.totals.lights == lights
    assert matrix.totals.silent == told.totals.silent
    assert matrix.fresh_since == second.opens_on
    assert shares != list(BudgetShare.objects.values_list("spent", flat=True))


def test_the_demo_was_not_there_before_its_story_begins(demo):
    with as_of(date(2024, 9, 1)):
        assert read_everything(today()) == {}
