"""The first page of the driehoek: the newest report, and the archive."""

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Light
from tests.factories import make_plan, make_round, report

from .conftest import at
from .published import make_draft, publish_draft, publish_edition

PAGE = reverse("reporting:reports")


@pytest.fixture
def page(client):
    """What a person sees, with a query in the address."""

    def page(user, **query: str) -> str:
        client.force_login(user)
        return client.get(PAGE, query).content.decode()

    return page


@pytest.fixture
def published(plan, aalten, track, officer, coordinator):
    """Two quarters of the region, and the newest of Aalten."""
    earlier = publish_edition(plan, by=coordinator, quarter=2, summary="Eén begin.")
    report(track, officer, light=Light.RED, now=at(2025, 9, 10))
    return [
        earlier,
        publish_edition(plan, by=coordinator, summary="Het loopt vast."),
        publish_edition(plan, by=coordinator, municipality=aalten, summary="Wij ook."),
    ]


def test_the_newest_report_stands_on_top_as_it_was_published(
    page, published, track, officer, driehoek_member
):
    report(track, officer)  # green by now

    shown = page(driehoek_member)

    newest, archive = shown.split('id="archief"')
    assert "Regio Achterhoek, 3e kwartaal 2025" in newest
    assert "Het loopt vast." in newest
    assert "1 van 2 onderdelen" in newest
    assert "<strong>1.1 Meldroute vaststellen</strong>" in newest
    for found in published:
        assert str(found) in archive
    assert archive.index("Q3 2025") < archive.index("Q2 2025")


def test_nobody_but_the_coordinator_sees_that_there_is_a_draft(
    page, plan, published, coordinator, driehoek_member, officer
):
    make_draft(plan, quarter=4)

    for person in (driehoek_member, officer):
        assert "Q4 2025" not in page(person)
        assert "Rapportages maken" not in page(person)
    assert "Rapportages maken" in page(coordinator)


def test_who_reads_for_one_municipality_sees_that_edition_only(
    page, published, officer, other_officer
):
    shown = page(officer)

    assert "Gemeente Aalten, 3e kwartaal 2025" in shown
    assert "Regio Achterhoek" not in shown
    assert "Er zijn nog geen rapportages." in page(other_officer)


def test_without_a_report_there_is_nothing_yet(plan, page, driehoek_member):
    assert "Er zijn nog geen rapportages." in page(driehoek_member)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kwartaal": "2025-Q2"}, [0]),
        ({"editie": "regio"}, [0, 1]),
        ({"editie": "GM0197"}, [2]),
        ({"zoek": "EÉN"}, [0]),
        ({"zoek": "vast LOOPT het"}, [1, 2]),
        ({"zoek": "komt nergens voor"}, []),
        ({"zoek": "is_priority"}, []),
        ({"zoek": "running"}, []),
        ({"zoek": "green"}, []),
        ({"zoek": '"'}, []),
        ({"kwartaal": "2025-Q3", "editie": "regio"}, [1]),
    ],
)
def test_the_archive_is_searched(page, published, driehoek_member, query, found):
    shown = page(driehoek_member, **query)

    links = [row.get_absolute_url() in shown for row in published]
    assert links == [number in found for number in range(3)]
    assert f"{len(found)} gevonden." in shown


def test_a_wrong_filter_says_so(client, published, driehoek_member):
    client.force_login(driehoek_member)

    response = client.get(PAGE, {"kwartaal": "2031-Q1"})

    assert response.status_code == 422
    assert "Er klopt iets nog niet" in response.content.decode()


def test_a_version_that_was_corrected_stays_and_says_so(
    client, page, plan, published, coordinator, driehoek_member
):
    old = published[1]
    client.force_login(coordinator)
    client.post(reverse("reporting:correct", args=[old.pk]), {"reason": "Telfout."})
    new = publish_draft(old.round.reports.get(version=2), by=coordinator)

    shown = page(driehoek_member)
    old_page = client.get(old.get_absolute_url()).content.decode()
    new_page = client.get(new.get_absolute_url()).content.decode()
    old_web, new_web = (
        client.get(reverse("reporting:read", args=[each.pk])).content.decode()
        for each in (old, new)
    )

    assert "vervangen door een correctie" in shown
    assert "Regio Achterhoek, Q3 2025, versie 2" in shown
    assert "Dit is niet de nieuwste versie" in old_page
    assert "Dit is niet de nieuwste versie" not in new_page
    assert "Dit is niet de nieuwste versie" in old_web
    assert "Dit is niet de nieuwste versie" not in new_web
    assert "Telfout." in old_page
    assert "Telfout." in new_page
    opened = client.get(reverse("reporting:pdf", args=[old.pk]))
    assert opened.content == bytes(old.publication.pdf)


def test_the_file_says_what_it_is(client, published, driehoek_member):
    client.force_login(driehoek_member)

    response = client.get(reverse("reporting:pdf", args=[published[2].pk]))

    assert response["Content-Disposition"] == (
        'inline; filename="voortgangsrapportage-2025-Q3-aalten-versie-1.pdf"'
    )


def test_the_web_version_says_what_was_published(
    client, published, track, officer, driehoek_member
):
    report(track, officer, note="Na de rapportage.")
    client.force_login(driehoek_member)

    shown = client.get(reverse("reporting:read", args=[published[1].pk]))

    page = shown.content.decode()
    assert "Het loopt vast." in page
    assert "Sinds Q2 2025:" in page
    assert "Na de rapportage." not in page
    assert '"static:' not in page


def test_every_plan_has_its_own_reports(
    page, published, aalten, coordinator, driehoek_member
):
    other = make_plan(aalten, title="Ander plan")
    make_round(other, 2025, 3, closed_on=date(2025, 9, 30))
    found = publish_edition(other, by=coordinator)

    assert found.get_absolute_url() in page(driehoek_member)
    content = found.publication.content
    assert '"since":null' in content
