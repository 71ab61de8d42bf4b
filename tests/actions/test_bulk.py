"""Confirming several tracks at once, and undoing that."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions import services
from actions.models import Participation, Progress, ProgressUpdate
from actions.notices import undone_by
from actions.seen import SeenTrack
from tests.factories import make_action, make_municipality, report
from tests.htmx import Part

CONFIRM = reverse("actions:confirm-many")
UNDO = reverse("actions:undo")
LIST = reverse("actions:my-tracks")


@pytest.fixture
def client(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def green(plan, aalten, officer):
    """Two tracks that go well."""
    tracks = [make_action(plan).tracks.get(municipality=aalten) for _ in range(2)]
    for track in tracks:
        report(track, officer)
    return tracks


@pytest.fixture
def red(plan, aalten, officer):
    track = make_action(plan).tracks.get(municipality=aalten)
    report(track, officer, light="red")
    return track


def seen(*tracks: Progress) -> dict[str, list[str]]:
    """What the form sends of tracks that were ticked."""
    for track in tracks:
        track.refresh_from_db()
    return {"seen": [str(SeenTrack.now(track)) for track in tracks]}


def told(client) -> list[str]:
    return [str(message) for message in client.get(LIST).context["messages"]]


def kinds(*tracks: Progress) -> list[str]:
    return [Progress.objects.get(pk=track.pk).state.kind for track in tracks]


def test_what_was_ticked_is_confirmed(client, green):
    answer = client.post(CONFIRM, seen(*green))

    assert answer.url == LIST
    assert kinds(*green) == ["confirmation", "confirmation"]
    assert told(client) == ["Bevestigd: bij 2 acties is niets veranderd."]


def test_it_says_which_were_not_confirmed_and_why(client, green, red, track, officer):
    changed = seen(green[1])["seen"]
    report(green[1], officer)

    client.post(CONFIRM, {"seen": [*seen(green[0], red, track)["seen"], *changed]})

    assert set(told(client)) == {
        f"Bevestigd: bij {green[0].action} is niets veranderd.",
        "Niet bevestigd (het stoplicht is rood; meld eerst wat u eraan doet):"
        f" {red.action}.",
        f"Niet bevestigd (er is nog niets gemeld): {track.action}.",
        f"Niet bevestigd (iemand heeft intussen iets gemeld): {green[1].action}.",
    }
    assert kinds(*green, red) == ["confirmation", "update", "update"]


def test_a_form_that_is_sent_twice_confirms_once(client, green):
    sent = seen(*green)

    for _ in range(2):
        client.post(CONFIRM, sent)

    assert [track.updates.count() for track in green] == [2, 2]


def test_all_of_a_bulk_is_undone_at_once(client, green):
    client.post(CONFIRM, seen(*green))
    (message,) = client.get(LIST).context["messages"]

    client.post(UNDO, {"seen": list(map(str, undone_by(message)))})

    assert told(client) == ["Ongedaan gemaakt bij 2 acties."]
    assert kinds(*green) == ["withdrawal", "withdrawal"]


def test_what_changed_after_it_was_saved_is_not_undone(client, green, officer):
    sent = seen(green[0])
    report(green[0], officer)

    client.post(UNDO, sent)

    assert told(client) == [
        f"Niet ongedaan gemaakt (iemand heeft intussen iets gemeld): {green[0].action}."
    ]
    assert kinds(green[0]) == ["update"]


def test_undo_that_is_sent_twice_undoes_once(client, green):
    sent = seen(green[0])

    for _ in range(2):
        client.post(UNDO, sent)

    assert green[0].updates.count() == 2


@pytest.mark.parametrize("address", [CONFIRM, UNDO])
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ([], "Vink eerst een of meer acties aan."),
        (["1"], "Deze pagina is verouderd."),
        (["1.0.geen-sleutel"], "Deze pagina is verouderd."),
        ([f"{10**30}.0.{uuid4()}"], "Deze pagina is verouderd."),
    ],
)
def test_what_cannot_be_read_is_refused(client, address, sent, said):
    answer = client.post(address, {"seen": sent})

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize("address", [CONFIRM, UNDO])
def test_of_a_mixed_form_only_ones_own_tracks_are_touched(
    client, address, green, other_track, other_officer
):
    report(other_track, other_officer)

    client.post(address, seen(green[0], other_track))

    assert kinds(green[0]) != ["update"]
    assert kinds(other_track) == ["update"]


def test_in_the_list_one_is_told_where_it_stands_and_several_above(client, green):
    part = Part(client)

    one = part.post(CONFIRM, seen(green[0])).context["worklist"]
    several = part.post(CONFIRM, seen(*green)).context["worklist"]

    assert one.notices == ()
    (notice,) = several.notices
    assert len(notice.undo) == 2


def test_the_number_of_queries_grows_with_what_is_ticked_and_nothing_else(
    client, plan, green, coordinator
):
    def count(*tracks: Progress) -> int:
        sent = seen(*tracks)
        with CaptureQueriesContext(connection) as queries:
            client.post(CONFIRM, sent)
        return len(queries)

    one, two = count(green[0]), count(*green)
    for _ in range(20):
        Participation.objects.create(plan=plan, municipality=make_municipality())
    make_action(plan)
    for track in Progress.objects.of_plan(plan):
        report(track, coordinator)

    assert count(green[0]) == one
    assert count(*green) == two
    assert two - one <= 10


def test_each_track_is_a_transaction_of_its_own(green, track, officer):
    tracks = [green[0], track, green[1]]
    for each in tracks:
        each.refresh_from_db()
    pairs = [(each, SeenTrack.now(each)) for each in tracks]

    outcome = services.confirm_many(pairs, author=officer)

    assert [each for each, _ in outcome.saved] == green
    assert outcome.refused == ((track, services.Refusal.NOTHING_REPORTED),)
    assert ProgressUpdate.objects.filter(kind="confirmation").count() == 2
