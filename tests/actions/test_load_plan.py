"""A plan is loaded from a file, again and again, without doubling anything."""

import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from actions.management.commands.load_plan import SHIPPED_PLAN
from actions.models import (
    Action,
    ActionLine,
    Amendment,
    BudgetLine,
    Funding,
    Milestone,
    MilestoneStatus,
    Objective,
    Participation,
    Partner,
    PartnerRole,
    Plan,
    Progress,
    Result,
    Scope,
)
from municipalities.models import Municipality, Region, RegionalRole
from tests.factories import make_member, make_municipality, make_region, report

pytestmark = pytest.mark.django_db

# What the shipped plan holds. Of the statuses of milestones, 8 are of the one milestone
# that every municipality reaches itself.
COUNTS = {
    Region: 1,
    Municipality: 8,
    RegionalRole: 3,
    Partner: 17,
    Plan: 1,
    Participation: 8,
    ActionLine: 3,
    Objective: 6,
    Result: 20,
    Action: 20,
    Progress: 83,
    Milestone: 3,
    MilestoneStatus: 10,
    PartnerRole: 27,
    BudgetLine: 14,
    Funding: 8,
}
# The scope of the joint action in the example of the documentation, and another one.
JOINT = f"gezamenlijk\n{' ' * 12}trekker: regisseur zorg en veiligheid"
LOCAL = "per gemeente"
DECISION = {
    "reason": "Minder woorden",
    "decided_by": "Driehoek",
    "valid_from": date(2026, 1, 1),
}
DOCUMENTATION = settings.BASE_DIR / "docs" / "planbestand.md"


def load(file: Path = SHIPPED_PLAN, **options: object) -> str:
    """What the command prints."""
    output = StringIO()
    call_command("load_plan", file, stdout=output, **options)
    return output.getvalue()


def counts() -> dict[type, int]:
    return {model: model.objects.count() for model in COUNTS}


def history() -> dict[type, int]:
    """How many remarks the history holds, by kind of row."""
    return {
        model: model.history.count() for model in COUNTS if hasattr(model, "history")
    }


@pytest.fixture
def small_file(tmp_path) -> Path:
    """The example in the documentation: two action lines, three municipalities."""
    example = re.search(r"```yaml\n(.*?)```", DOCUMENTATION.read_text(), re.DOTALL)
    file = tmp_path / "liemers.yaml"
    file.write_text(example.group(1))
    return file


def edit(file: Path, old: str, new: str) -> Path:
    """Replace a piece of text in a file."""
    content = file.read_text()
    assert content.count(old) == 1, old
    file.write_text(content.replace(old, new))
    return file


# The shipped plan


def test_the_shipped_plan_is_loaded_whole():
    load()

    assert counts() == COUNTS


def test_loading_twice_doubles_nothing_and_writes_no_history():
    load()
    before = history()

    output = load()

    assert counts() == COUNTS
    assert history() == before
    assert "Toegevoegd: niets" in output
    assert "Gewijzigd: niets" in output
    assert "Ongewijzigd: 139" in output


def test_history_says_from_which_file_a_row_came():
    load()

    remark = Action.objects.first().history.get()

    assert remark.history_type == "+"
    assert remark.history_change_reason == "Ingelezen uit uitvoeringsplan.yaml"


# Any plan


def test_a_small_plan_of_another_region_loads_beside_it(small_file):
    load()

    load(small_file)

    plan = Plan.objects.get(region__name="Liemers")
    assert plan.action_lines.count() == 2
    assert plan.participations.count() == 3
    assert counts()[Plan] == COUNTS[Plan] + 1
    assert Progress.objects.of_plan(plan).count() == 3 + 1
    assert Plan.objects.get(region__name="Achterhoek").action_lines.count() == 3


def test_a_dry_run_tells_what_would_change_and_changes_nothing(small_file):
    output = load(small_file, dry_run=True)

    assert "  + Actie 2.1 Overleg inrichten" in output
    assert "Dit was een proef: er is niets veranderd." in output
    assert not any(counts().values())


def test_a_reload_brings_back_what_the_file_says_and_tells_it_field_by_field(
    small_file,
):
    load(small_file)
    action = Action.objects.get(objective__number=1, number=1)
    action.title = "Iedereen trainen"
    action.is_priority = False
    action.save()

    output = load(small_file)

    action.refresh_from_db()
    assert action.title == "Baliemedewerkers trainen"
    assert "  Actie 1.1 Baliemedewerkers trainen\n" in output
    assert "    korte titel: Iedereen trainen → Baliemedewerkers trainen\n" in output
    assert "    prioriteit: nee → ja\n" in output
    assert action.history.first().history_change_reason == "Ingelezen uit liemers.yaml"


def test_only_what_the_file_changes_gets_history(small_file):
    load(small_file)
    before = history()

    load(edit(small_file, "bedrag: 4500.50", "bedrag: 5000"))

    assert BudgetLine.objects.get().amount == 5000
    assert history() == before | {BudgetLine: before[BudgetLine] + 1}


def test_line_breaks_that_a_form_saved_are_no_change(small_file):
    edit(
        small_file, "omschrijving: De regio", "omschrijving: |\n              De regio"
    )
    load(small_file)
    action = Action.objects.get(scope=Scope.JOINT)
    action.description = action.description.replace("\n", "\r\n")
    action.save()

    assert "Gewijzigd: niets" in load(small_file)


def test_what_is_not_in_the_file_stays_and_is_told(small_file):
    load(small_file)

    output = load(edit(small_file, "post: Training voor", "post: Cursus voor"))

    titles = BudgetLine.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == [
        "Training voor baliemedewerkers",
        "Cursus voor baliemedewerkers",
    ]
    assert "Niet in het bestand, blijft staan: 3\n" in output
    assert (
        "  Begrotingspost bij doelstelling 1: Training voor baliemedewerkers\n"
        in output
    )
    assert "  Dekking van ‘Training voor baliemedewerkers’: Provincie" in output


def test_an_objective_can_move_to_another_action_line(small_file):
    load(small_file)

    objective = Objective.objects.get(number=2)

    load(edit(small_file, "- nummer: 2\n    titel: Sam", "- nummer: 3\n    titel: Sam"))

    objective.refresh_from_db()
    assert objective.action_line.number == 3


# Plans that were adopted


def test_an_adopted_plan_changes_only_for_a_reason(small_file):
    load(edit(small_file, "status: concept", "status: vastgesteld"))
    edit(small_file, "titel: Signaleren", "titel: Eerder signaleren")

    with pytest.raises(CommandError, match="Dit plan is al vastgesteld"):
        load(small_file)
    assert ActionLine.objects.first().title == "Signaleren"

    load(small_file, **DECISION)
    line = ActionLine.objects.first()
    assert line.title == "Eerder signaleren"
    assert line.history.first().history_change_reason == (
        "Ingelezen uit liemers.yaml: Minder woorden"
    )


@pytest.mark.parametrize("missing", ["reason", "decided_by", "valid_from"])
def test_without_all_of_a_decision_an_adopted_plan_stays_as_it_is(small_file, missing):
    load(edit(small_file, "status: concept", "status: vastgesteld"))
    edit(small_file, "titel: Signaleren", "titel: Eerder signaleren")
    given = {key: value for key, value in DECISION.items() if key != missing}

    with pytest.raises(CommandError, match="Dit plan is al vastgesteld"):
        load(small_file, **given)

    assert ActionLine.objects.first().title == "Signaleren"
    assert not Amendment.objects.exists()


def test_all_that_a_file_changes_is_one_decision_in_the_register(small_file):
    load(edit(small_file, "status: concept", "status: vastgesteld"))
    edit(small_file, "titel: Signaleren", "titel: Eerder signaleren")
    edit(small_file, "bedrag: 4500.50", "bedrag: 5000")

    output = load(small_file, **DECISION)

    amendment = Amendment.objects.get()
    assert amendment.reason == "Minder woorden"
    assert amendment.decided_by == "Driehoek"
    assert amendment.valid_from == date(2026, 1, 1)
    assert amendment.author is None
    assert [
        (str(line), line.old_text, line.new_text) for line in amendment.lines.all()
    ] == [
        ("Actielijn 1: Signaleren, titel", "Signaleren", "Eerder signaleren"),
        (
            "Begrotingspost bij doelstelling 1: Training voor baliemedewerkers, bedrag",
            "€ 4.500,50",
            "€ 5.000",
        ),
    ]
    assert "Regels in het register van wijzigingen: 2" in output


def test_a_dry_run_with_a_decision_tells_what_the_register_gets_and_enters_nothing(
    small_file,
):
    load(edit(small_file, "status: concept", "status: vastgesteld"))
    edit(small_file, "titel: Signaleren", "titel: Eerder signaleren")

    output = load(small_file, dry_run=True, **DECISION)

    assert "titel: Signaleren → Eerder signaleren" in output
    assert "Regels in het register van wijzigingen: 1" in output
    assert not Amendment.objects.exists()


def test_loading_an_adopted_plan_again_unchanged_needs_no_decision(small_file):
    load(edit(small_file, "status: concept", "status: vastgesteld"))

    assert "Gewijzigd: niets" in load(small_file)
    assert not Amendment.objects.exists()


def test_what_is_no_substance_loads_into_an_adopted_plan_without_a_decision(small_file):
    load(edit(small_file, "status: concept", "status: vastgesteld"))
    edit(small_file, "website: https://veiligthuis.nl/", "website: https://vt.example/")

    load(small_file)

    assert Partner.objects.filter(url="https://vt.example/").exists()


def test_an_adopted_plan_does_not_become_a_draft_again(small_file):
    load(edit(small_file, "status: concept", "status: vastgesteld"))
    edit(small_file, "status: vastgesteld", "status: concept")

    with pytest.raises(CommandError, match="wordt niet weer concept"):
        load(small_file, **DECISION)

    assert Plan.objects.get().status == Plan.Status.ADOPTED


def test_a_closed_plan_is_not_changed_by_any_decision(small_file):
    load(edit(small_file, "status: concept", "status: afgesloten"))
    edit(small_file, "titel: Signaleren", "titel: Eerder signaleren")

    with pytest.raises(CommandError, match="Dit plan is afgesloten"):
        load(small_file, **DECISION)

    assert ActionLine.objects.first().title == "Signaleren"


def test_a_day_that_is_none_is_refused(small_file):
    with pytest.raises(CommandError, match="‘1 januari’ is geen datum"):
        call_command("load_plan", small_file, "--valid-from", "1 januari")


def test_a_dry_run_on_an_adopted_plan_says_that_it_needs_a_decision(small_file):
    load(edit(small_file, "status: concept", "status: vastgesteld"))

    output = load(edit(small_file, "titel: Signaleren", "titel: Zien"), dry_run=True)

    assert "titel: Signaleren → Zien" in output
    assert "Dit plan is al vastgesteld" in output


def test_a_plan_can_be_adopted_by_loading_it_without_a_reason(small_file):
    load(small_file)

    load(edit(small_file, "status: concept", "status: vastgesteld"))

    assert Plan.objects.get().status == Plan.Status.ADOPTED


# Tracks and milestones


def test_another_scope_gives_an_action_other_tracks(small_file):
    load(small_file)

    load(edit(small_file, JOINT, LOCAL))

    action = Action.objects.get(objective__number=2)
    assert None not in action.tracks.values_list("municipality", flat=True)
    assert action.tracks.count() == 3


def test_the_scope_stays_once_somebody_reported(small_file):
    load(small_file)
    role = RegionalRole.objects.get()
    report(Progress.objects.get(municipality=None), make_member("regional_lead", role))
    edit(small_file, JOINT, LOCAL)

    with pytest.raises(CommandError, match=r"Actie 2\.1 .* al voortgang gemeld"):
        load(small_file)

    assert Action.objects.get(objective__number=2).scope == Scope.JOINT


def test_a_milestone_stays_per_municipality_or_not(small_file):
    load(small_file)
    edit(small_file, "2025-09-30\n                per-gemeente: ja", "2025-09-30")

    with pytest.raises(CommandError, match="‘per gemeente’ ligt vast"):
        load(small_file)


def test_an_action_that_was_retired_stays_so(small_file):
    load(small_file)
    action = Action.objects.get(objective__number=1)
    Action.objects.filter(pk=action.pk).update(
        retired_on="2026-01-01", retirement_reason="Niet nodig"
    )

    load(small_file)

    action.refresh_from_db()
    assert action.retirement_reason == "Niet nodig"


# Refusals


def test_a_wrong_file_changes_nothing_and_tells_all_that_is_wrong(small_file):
    edit(small_file, "periode: Q3 2025", "periode: Q5 2025")
    edit(small_file, "bedrag: 4500.50", "bedrag: -4500")

    with pytest.raises(CommandError) as caught:
        load(small_file)

    assert caught.value.returncode == 1
    assert str(caught.value).splitlines() == [
        f"{small_file} is niet ingelezen.",
        "regel 46, actielijnen[1].doelstellingen[1].acties[1].periode: 'Q5 2025' is"
        " geen kwartaal, zoals 2025-Q3",
        "regel 52, actielijnen[1].doelstellingen[1].begroting[1].bedrag: ‘-4500’: een"
        " bedrag kan niet negatief zijn",
    ]
    assert not any(counts().values())


def test_a_municipality_of_another_region_is_refused(small_file):
    make_municipality("Duiven", region=make_region("Arnhem"), code="GM0226")
    before = counts()

    with pytest.raises(CommandError, match="GM0226 hoort al bij een andere regio"):
        load(small_file)

    assert counts() == before


def test_what_the_database_does_not_accept_changes_nothing(small_file):
    make_municipality("Duiven", region=make_region("Liemers"), code="GM9999")
    before = counts()

    with pytest.raises(CommandError, match=r"Gemeente: Duiven: .*staat al in de regio"):
        load(small_file)

    assert counts() == before


def test_a_file_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(CommandError, match="Dit bestand bestaat niet"):
        load(tmp_path / "weg.yaml")
