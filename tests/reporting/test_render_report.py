"""The command that writes a report to a file."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_action, make_municipality, make_plan, make_round
from tests.factories import report as report_on

from .pdf import open_pdf, text_of


@pytest.fixture
def output(tmp_path):
    return tmp_path / "rapportage.pdf"


@pytest.fixture
def render(output):
    """Run the command for the third quarter of 2025, unless said otherwise."""

    def render(**options: object) -> str:
        said = StringIO()
        call_command(
            "render_report",
            **({"quarter": "2025-Q3", "output": output} | options),
            stdout=said,
        )
        return said.getvalue()

    return render


@pytest.fixture
def reported(plan, track, officer):
    """A round on which Aalten reported."""
    make_round(plan, 2025, 3)
    report_on(track, officer, note="De kaart ligt bij de balie.")


def test_it_writes_the_report_of_the_region(render, output, reported):
    said = render()

    pdf = open_pdf(output.read_bytes())
    assert said == f"Geschreven: {output}\n"
    assert pdf.metadata.title == (
        "Voortgangsrapportage regio Achterhoek, 3e kwartaal 2025"
    )
    assert "De kaart ligt bij de balie." in text_of(pdf).replace("\n", " ")


def test_it_writes_the_edition_of_a_municipality(render, output, reported):
    render(municipality="GM0197")

    assert open_pdf(output.read_bytes()).metadata.title == (
        "Voortgangsrapportage gemeente Aalten, 3e kwartaal 2025"
    )


def test_a_closed_round_is_written_as_of_the_day_it_closed(render, output, plan, track):
    make_round(plan, 2025, 3, closed_on=date(2025, 10, 3))

    render()

    text = text_of(open_pdf(output.read_bytes()))
    assert "Stand op 3 oktober 2025." in text
    assert "tussenstand" not in text


def test_it_takes_the_newest_plan_unless_another_is_named(
    render, output, plan, reported, aalten
):
    newer = make_plan(aalten, title="Tweede plan")
    make_round(newer, 2025, 3)

    render()
    assert "Tweede plan" in text_of(open_pdf(output.read_bytes()))

    render(plan=plan.pk)
    assert "Tweede plan" not in text_of(open_pdf(output.read_bytes()))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"quarter": "2025-Q7"}, "'2025-Q7' is geen kwartaal, zoals 2025-Q3"),
        ({"quarter": "najaar"}, "'najaar' is geen kwartaal, zoals 2025-Q3"),
        (
            {"quarter": "2026-Q1"},
            "Over Q1 2026 is geen rapportageronde. Rondes van dit plan: Q3 2025.",
        ),
        ({"municipality": "GM9999"}, "Er is geen gemeente met code GM9999."),
        ({"municipality": "GM2000"}, "GM2000 doet niet mee aan dit plan."),
        ({"municipality": ""}, "Er is geen gemeente met code ."),
        ({"plan": 999}, "Dit plan is er niet. Laad het eerst: manage.py load_plan"),
    ],
)
def test_what_is_unknown_is_said_in_dutch(render, output, reported, options, message):
    make_municipality("Zutphen", code="GM2000")

    with pytest.raises(CommandError) as error:
        render(**options)

    assert str(error.value) == message
    assert error.value.returncode != 0
    assert not output.exists()


def test_without_a_plan_it_says_how_to_load_one(render, db):
    with pytest.raises(CommandError, match=r"manage\.py load_plan"):
        render()


def test_without_rounds_it_says_that_there_are_none(render, plan):
    make_action(plan)

    with pytest.raises(CommandError, match=r"Rondes van dit plan: geen\."):
        render()


def test_a_missing_folder_is_said_in_dutch(render, output, reported):
    missing = output.parent / "map" / "rapportage.pdf"

    with pytest.raises(CommandError) as error:
        render(output=missing)

    assert str(error.value) == (f"{missing} is niet te schrijven: de map bestaat niet.")


def test_a_folder_in_the_place_of_the_file_is_said_in_dutch(render, output, reported):
    with pytest.raises(CommandError) as error:
        render(output=output.parent)

    assert str(error.value) == (
        f"{output.parent} is niet te schrijven: dat is een map."
    )


def test_a_file_that_cannot_be_written_is_said_in_dutch(render, reported):
    with pytest.raises(CommandError, match=r"^/dev/full is niet te schrijven"):
        render(output=Path("/dev/full"))
