import pytest
from django.urls import reverse

from actions.models import Light, Phase
from tests.factories import report as report_progress
from tests.reporting.published import publish_edition

from .sheets import read_csv_files, read_ods, read_xlsx

READERS = {"ods": read_ods, "xlsx": read_xlsx, "csv": read_csv_files}


@pytest.fixture
def published(plan, track, coordinator):
    return publish_edition(plan, by=coordinator)


@pytest.fixture
def download(client, driehoek_member):
    """Download the tables of a report as a member of the driehoek."""

    def download(report, kind: str):
        client.force_login(driehoek_member)
        return client.get(reverse("reporting:tables", args=[report.pk, kind]))

    return download


@pytest.mark.parametrize("kind", READERS)
def test_a_published_report_gives_its_tables(download, published, kind):
    response = download(published, kind)

    sheets = READERS[kind](b"".join(response.streaming_content))
    assert any("matrix" in name.lower() for name in sheets)
    assert any("Aalten" in row for rows in sheets.values() for row in rows)


@pytest.mark.parametrize(
    ("kind", "ending", "media_type"),
    [
        ("ods", "ods", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "xlsx",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("csv", "csv.zip", "application/zip"),
    ],
)
def test_the_file_says_what_it_is_and_is_kept_not_opened(
    download, published, kind, ending, media_type
):
    response = download(published, kind)

    name = f"voortgangsrapportage-2025-Q3-regio-versie-1-tabellen.{ending}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == media_type
    assert response.streaming


def test_another_kind_of_file_is_not_found(download, published):
    assert download(published, "pdf").status_code == 404


def test_the_tables_say_what_was_published_not_what_is_now(
    download, track, officer, published
):
    report_progress(track, officer, phase=Phase.DONE, light=Light.GREEN, note="Later.")

    response = download(published, "ods")

    rows = read_ods(b"".join(response.streaming_content))["Stand en toelichting"]
    assert not [row for row in rows if "Later." in row]


def test_the_page_of_a_report_leads_to_the_tables(client, driehoek_member, published):
    client.force_login(driehoek_member)

    page = client.get(published.get_absolute_url()).content.decode()

    for kind in READERS:
        assert reverse("reporting:tables", args=[published.pk, kind]) in page
