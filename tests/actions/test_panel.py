"""A cell of the overview opens: where the track stands, and what was said before."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from actions import services
from actions.models import Submission
from actions.views.panel import UPDATES_SHOWN
from tests.factories import make_round, report
from tests.htmx import Part

MOMENT = datetime(2025, 9, 3, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def panel_of(client, plan):
    """What opens for a person, beside the overview."""

    def panel_of(track, person) -> str:
        client.force_login(person)
        address = reverse("actions:track-panel", args=[track.pk])
        answer = Part(client, plan.get_absolute_url()).get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    return panel_of


def test_without_javascript_it_is_the_page_of_the_track(client, track, reader):
    client.force_login(reader)

    answer = client.get(reverse("actions:track-panel", args=[track.pk]))

    assert answer.url == track.get_absolute_url()
    assert "HX-Request" in answer.headers["Vary"]


def test_it_shows_the_state_and_the_history_newest_first(panel_of, track, officer):
    for day, note in enumerate(["Eerste stap.", "Tweede stap.", "Derde stap."]):
        report(track, officer, note=note, now=MOMENT + timedelta(day))

    panel = panel_of(track, officer)

    assert "<html" not in panel
    assert "Aalten" in panel
    assert panel.index("Derde") < panel.index("Tweede") < panel.index("Eerste")
    assert panel.count("Derde stap.") == 1


def test_words_of_others_show_once_their_submission_was_accepted(
    panel_of, plan, track, aalten, officer, other_officer, coordinator
):
    update = report(track, officer, light="red", note="Geheim.", now=MOMENT)
    hidden = panel_of(track, other_officer)

    Submission.objects.create(
        round=make_round(plan),
        municipality=aalten,
        state="accepted",
        submitted_at=update.recorded_at + timedelta(1),
        reviewed_at=update.recorded_at + timedelta(2),
    )

    assert "Geheim." not in hidden
    assert "Loopt vast" in hidden or "Laatst gemeld" in hidden
    assert "zodra de coördinator" in hidden
    assert "Geheim." in panel_of(track, other_officer)
    assert "Geheim." in panel_of(track, coordinator)


def test_who_may_report_finds_the_way_to_it(panel_of, track, officer, reader):
    assert f"{track.get_absolute_url()}#bijwerken" in panel_of(track, officer)
    assert "#bijwerken" not in panel_of(track, reader)


def test_a_track_without_a_report_says_so(panel_of, track, reader):
    panel = panel_of(track, reader)

    assert "Nog nooit gemeld" in panel
    assert "Er is niets eerder gemeld." in panel


def test_a_withdrawn_update_stays_in_the_history(panel_of, track, officer):
    report(track, officer, note="Vergissing.", now=MOMENT)
    track.refresh_from_db()
    services.withdraw(track, author=officer, key=uuid4(), base_version=track.version)

    panel = panel_of(track, officer)

    assert "Nog nooit gemeld" in panel
    assert "Ingetrokken op" in panel


def test_a_long_history_ends_with_a_link_to_the_rest(panel_of, track, officer):
    for day in range(UPDATES_SHOWN + 2):
        report(track, officer, note=f"Stap {day}.", now=MOMENT + timedelta(day))

    panel = panel_of(track, officer)

    assert "Stap 1." in panel
    assert "Stap 0." not in panel
    assert f"{track.get_absolute_url()}#berichten" in panel
