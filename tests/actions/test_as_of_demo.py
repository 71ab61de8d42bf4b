"""The plan and the demo that are shipped have a past, to the last row."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from actions import services
from actions.as_of import as_of, today
from actions.management.commands.load_plan import SHIPPED_PLAN
from actions.matrix import build_matrix
from actions.models import (
    Action,
    Amendment,
    BudgetLine,
    BudgetShare,
    Plan,
    Progress,
    ReportingRound,
)
from actions.outline import Outline, Selection
from actions.seen import SeenTrack, as_left_by
from actions.totals import Standing
from municipalities.models import Role, User
from reporting.assemble import build_report
from tests.actions.test_as_of_any_day import read_everything

JUNE = date(2025, 6, 30)


@pytest.fixture
def demo(db):
    call_command("load_plan", verbosity=0)
    call_command("load_demo", stdout=StringIO())
    return Plan.objects.get()


def test_every_row_reads_as_the_newest_version_of_its_history(demo):
    """So nothing was written around the history: not by loading, not by a service."""
    now = read_everything(today())

    with as_of(today()):
        assert read_everything(today()) == now
    told = {
        "BudgetShare",
        "Submission",
        "ProgressUpdate",
        "Attachment",
        "AmendmentLine",
    }
    assert {f"actions.{model}" for model in told} <= set(now)


def test_so_it_does_after_a_file_a_list_and_the_end_of_the_plan(demo, tmp_path):
    coordinator = User.objects.filter(memberships__role=Role.COORDINATOR).first()
    file = tmp_path / "plan.yaml"
    text = SHIPPED_PLAN.read_text().replace("Train", "Leer").replace("2026", "2027")
    file.write_text(text)
    decision = {"reason": "Anders", "decided_by": "Driehoek", "valid_from": today()}
    before = Amendment.objects.count()
    call_command("load_plan", file, stdout=StringIO(), **decision)
    assert Amendment.objects.count() == before + 1

    tracks = Progress.objects.editable_by(coordinator).filter(state__light="green")
    seen = [(track, SeenTrack.now(track)) for track in tracks]
    confirmed = services.confirm_many(seen, author=coordinator).saved[:2]
    left = as_left_by(update for _, update in confirmed)
    seen = [(track, seen) for (track, _), seen in zip(confirmed, left, strict=True)]
    assert len(services.withdraw_many(seen, author=coordinator).saved) == 2

    services.carry_over(
        demo,
        Plan.objects.create(region=demo.region, title="Volgend plan"),
        actions=Action.objects.of_plan(demo),
        budget_lines=BudgetLine.objects.of_plan(demo),
        decision=services.Decision(**decision),
        by=coordinator,
        despite_open_rounds=True,
    )
    now = read_everything(today())

    with as_of(today()):
        assert read_everything(today()) == now
    with as_of(today() - timedelta(days=1)):
        assert Plan.objects.get().title == demo.title


def test_the_demo_on_30_june_is_what_the_report_of_that_quarter_says(demo):
    second = ReportingRound.objects.get(quarter_number=2)
    told = build_report(second, as_of=JUNE)

    with as_of(JUNE):
        outline = Outline.read(demo, today())
        everything = Selection(outline.actions, outline.municipalities)
        matrix = build_matrix(demo, everything, today=today())
        shares = list(BudgetShare.objects.values_list("spent", flat=True))

    lights = {count.light: count.tracks for count in told.totals.lights}
    assert {light: matrix.totals.count(Standing(light)) for light in lights} == lights
    assert matrix.totals.silent == told.totals.silent
    assert matrix.fresh_since == second.opens_on
    assert shares != list(BudgetShare.objects.values_list("spent", flat=True))


def test_the_demo_was_not_there_before_its_story_begins(demo):
    with as_of(date(2024, 9, 1)):
        assert read_everything(today()) == {}
