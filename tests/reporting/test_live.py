"""How it stands now, as a PDF for the coordinator."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_municipality, make_round, report

from .pdf import open_pdf, squeezed, text_of


@pytest.fixture
def reporting_round(plan, track):
    return make_round(plan, 2025, 3)


def address(plan, edition: str = "regio", quarter: str = "2025-Q3") -> str:
    if edition == "regio":
        return reverse("reporting:regional-pdf", args=[plan.pk, quarter])
    return reverse("reporting:municipal-pdf", args=[plan.pk, quarter, edition])


@pytest.mark.parametrize(
    ("edition", "name"),
    [
        ("regio", "voortgangsrapportage-2025-Q3-regio.pdf"),
        ("GM0197", "voortgangsrapportage-2025-Q3-aalten.pdf"),
    ],
)
def test_a_report_is_a_pdf_with_a_name(desk, plan, reporting_round, edition, name):
    response = desk.get(address(plan, edition))

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{name}"'
    assert response.content.startswith(b"%PDF-")
    assert int(response["Content-Length"]) == len(response.content)


def test_a_name_that_no_file_can_have_is_made_into_one(desk, plan, region, track):
    strange = make_municipality('"Ål" / ..\r\nX', region=region, code="GM2001")
    plan.participations.create(municipality=strange)
    make_round(plan, 2025, 3)

    response = desk.get(address(plan, "GM2001"))

    assert response["Content-Disposition"] == (
        'inline; filename="voortgangsrapportage-2025-Q3-al-x.pdf"'
    )


def test_the_coordinator_reads_what_the_officer_just_wrote(
    desk, plan, reporting_round, track, officer
):
    note = "De kaart met de tien belangrijkste signalen ligt nu bij elke balie."
    report(track, officer, note=note)

    for edition in ("regio", "GM0197"):
        pdf = open_pdf(desk.get(address(plan, edition)).content)
        assert squeezed(note) in squeezed(text_of(pdf))


def test_a_closed_round_stays_as_it_was(desk, plan, track, officer):
    make_round(plan, 2025, 3, closed_on=date(2025, 10, 3))
    before = desk.get(address(plan)).content
    report(track, officer, note="Dit kwam later.")

    assert desk.get(address(plan)).content == before


@pytest.mark.parametrize(
    ("edition", "quarter"),
    [
        ("regio", "2025-Q2"),
        ("regio", "2025-Q5"),
        ("regio", "najaar"),
        ("regio", "0000-Q1"),
        ("GM9999", "2025-Q3"),
        ("GM2002", "2025-Q3"),
    ],
    ids=["no round", "no quarter", "no date", "year 0", "no municipality", "no part"],
)
def test_what_does_not_exist_is_not_found(
    desk, plan, reporting_round, region, edition, quarter
):
    make_municipality("Zutphen", region=region, code="GM2002")

    assert desk.get(address(plan, edition, quarter)).status_code == 404


@pytest.mark.parametrize("pk", [999, 10**30])
def test_a_plan_that_does_not_exist_is_not_found(desk, reporting_round, pk):
    response = desk.get(reverse("reporting:regional-pdf", args=[pk, "2025-Q3"]))

    assert response.status_code == 404


def test_the_plan_of_another_region_is_not_found(client, plan, track, outsider):
    make_round(plan, 2025, 3)
    client.force_login(outsider)

    assert client.get(address(plan)).status_code == 404
    assert client.get(address(plan, "GM0197")).status_code == 404


def test_who_left_before_the_day_of_the_report_has_no_edition(
    desk, plan, reporting_round
):
    plan.participations.filter(municipality__code="GM0197").update(
        ends_on=date(2025, 1, 1)
    )

    assert desk.get(address(plan, "GM0197")).status_code == 404
