"""The first page of the driehoek: how it stands, and where to read more."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reporting.assemble import build_report, build_summary
from tests.factories import make_round, report


@pytest.fixture
def rounds(plan):
    """A round that was closed, and one that opened yesterday."""
    yesterday = timezone.localdate() - timedelta(1)
    return [
        make_round(plan, 2025, 2, closed_on=date(2025, 7, 10)),
        make_round(plan, 2025, 3, opens_on=yesterday, closes_on=yesterday),
    ]


@pytest.fixture
def page(client):
    def page(user) -> str:
        client.force_login(user)
        return client.get(reverse("reporting:reports")).content.decode()

    return page


def test_the_state_of_the_newest_report_stands_on_top(
    rounds, page, track, joint_track, officer, regional_lead, driehoek_member
):
    report(track, officer, light="red")
    report(joint_track, regional_lead)

    shown = page(driehoek_member)

    newest, earlier = shown.split("Eerdere kwartalen")
    assert "3e kwartaal 2025" in newest
    assert "2 van 3 onderdelen zijn deze ronde gemeld of bevestigd." in newest
    assert "Vraagt nu aandacht" in newest
    assert "<strong>1.1 Meldroute vaststellen</strong>" in newest
    assert "Rapportage van de regio, Q3 2025 (PDF)" in newest
    assert "2e kwartaal 2025" in earlier
    assert "Stand van 10 juli 2025." in earlier


def test_who_reads_for_one_municipality_sees_how_that_stands(
    rounds, page, track, other_track, joint_track, officer, other_officer
):
    report(track, officer)
    report(other_track, other_officer, light="red")

    shown = page(officer)

    assert "3e kwartaal 2025, Aalten" in shown
    assert "1 van 1 onderdelen" in shown
    assert "Vraagt nu aandacht" not in shown
    assert "Rapportage van de regio" not in shown


@pytest.mark.parametrize("edition", ["region", "municipality"])
def test_it_says_the_same_as_the_report_itself(
    plan,
    rounds,
    track,
    other_track,
    joint_track,
    officer,
    other_officer,
    aalten,
    edition,
):
    report(track, officer, light="orange")
    report(other_track, other_officer, light="red")
    municipality = aalten if edition == "municipality" else None
    today = timezone.localdate()

    summary = build_summary(rounds[1], as_of=today, municipality=municipality)
    whole = build_report(rounds[1], as_of=today, municipality=municipality)

    assert summary.totals == whole.totals
    assert summary.attention == whole.attention
    assert summary.municipality == whole.municipality


def test_without_a_round_there_is_nothing_yet(plan, page, driehoek_member):
    assert "Er zijn nog geen rapportages." in page(driehoek_member)
