"""Mijn acties: the groups, what the filters leave, and what was sent back."""

import re
from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.contrib import messages
from django.http import QueryDict
from django.urls import reverse

from actions import services
from actions.forms import Deadline
from actions.models import Progress, Submission
from actions.notices import Notice
from actions.submissions import own_handings
from actions.worklist import build_worklist
from actions.worklist_items import Kind
from municipalities.models import Role
from tests.factories import make_action, make_objective, make_round, report

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2025, 9, 20)
LAST_ROUND = datetime(2025, 6, 10, 9, tzinfo=AMSTERDAM)
THIS_ROUND = datetime(2025, 9, 10, 9, tzinfo=AMSTERDAM)


@pytest.fixture
def current_round(plan):
    return make_round(plan, opens_on=date(2025, 9, 1), closes_on=date(2025, 10, 10))


@pytest.fixture
def own_track(plan, aalten, current_round):
    """Aalten's track of a new action."""
    return lambda **fields: make_action(plan, **fields).tracks.get(municipality=aalten)


def worklist(user, query: str = "", **options):
    return build_worklist(user, today=TODAY, query=QueryDict(query), **options)


def codes(user, query: str = "") -> dict[Kind, list[str]]:
    return {
        group.kind: [item.track.action.code for item in group.items]
        for group in worklist(user, query).groups
    }


def shown(user, query: str = "") -> set[str]:
    return {code for group in codes(user, query).values() for code in group}


def test_what_is_late_comes_first_then_what_was_not_confirmed_then_the_rest(
    own_track, officer
):
    done, stale, late, never = (
        own_track(),
        own_track(),
        own_track(ends_on=date(2025, 6, 30)),
        own_track(),
    )
    report(done, officer, now=THIS_ROUND)
    report(stale, officer, now=LAST_ROUND)
    report(late, officer, now=THIS_ROUND)

    assert list(codes(officer).items()) == [
        (Kind.LATE, [late.action.code]),
        (Kind.STALE, [stale.action.code, never.action.code]),
        (Kind.DONE, [done.action.code]),
    ]


def test_within_an_objective_red_comes_before_orange_and_green(own_track, officer):
    tracks = {light: own_track() for light in ("green", "red", "orange")}
    for light, track in tracks.items():
        report(track, officer, light=light, now=LAST_ROUND)

    (group,) = worklist(officer).groups

    assert [item.track.light for item in group.sections[0].items] == [
        "red",
        "orange",
        "green",
    ]


def test_nobody_sees_the_track_of_another(own_track, other_officer, regional_lead):
    track = own_track()

    assert track.action.code in shown(other_officer)  # as Berkelland's own
    assert not shown(regional_lead)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"orange", "done", "never", "late"}),
        ("fase=done", {"done"}),
        ("fase=geen", {"never", "late"}),
        ("stoplicht=orange", {"orange"}),
        ("stoplicht=geen", {"never", "late"}),
        ("fase=running&stoplicht=orange", {"orange"}),
        ("fase=done&stoplicht=orange", set()),
        ("deadline=te-laat", {"late"}),
        ("deadline=dit-kwartaal", {"done"}),
        ("deadline=volgend-kwartaal", {"orange"}),
        ("deadline=geen", {"never"}),
    ],
)
def test_filters_leave_what_they_ask(own_track, officer, query, expected):
    tracks = {
        "orange": own_track(ends_on=date(2025, 12, 31)),
        "done": own_track(ends_on=date(2025, 9, 30)),
        "never": own_track(),
        "late": own_track(ends_on=date(2025, 6, 30)),
    }
    report(tracks["orange"], officer, light="orange", now=THIS_ROUND)
    report(tracks["done"], officer, phase="done", now=THIS_ROUND)

    assert shown(officer, query) == {tracks[name].action.code for name in expected}


def test_the_filter_of_an_objective_offers_only_ones_own(plan, own_track, officer):
    own_track()
    other = own_track(objective=make_objective(plan))
    empty = make_objective(plan)
    form = worklist(officer).filter_form

    assert shown(officer, f"doelstelling={other.action.objective_id}") == {
        other.action.code
    }
    offered = [value for value, _ in form.fields["doelstelling"].choices]
    assert other.action.objective_id in offered
    assert empty.pk not in offered


def test_an_action_of_the_last_quarter_is_due_in_the_next_year(own_track, officer):
    track = own_track(ends_on=date(2026, 2, 1))
    query = QueryDict(f"deadline={Deadline.NEXT_QUARTER.value}")

    found = build_worklist(officer, today=date(2025, 11, 1), query=query)

    assert [item.track for item in found.groups[0].items] == [track]


def test_a_filter_that_does_not_exist_is_named_and_hides_nothing(
    client, own_track, officer
):
    own_track()
    client.force_login(officer)

    answer = client.get(reverse("actions:my-tracks"), {"fase": "bijna"})

    assert answer.status_code == 422
    assert list(answer.context["worklist"].filter_form.errors) == ["fase"]
    assert answer.context["worklist"].count == 1


def test_an_empty_outcome_says_so_and_offers_the_way_back(client, own_track, officer):
    own_track()
    client.force_login(officer)

    page = client.get(reverse("actions:my-tracks"), {"fase": "done"}).content.decode()

    assert "Geen acties gevonden" in page
    assert "Filters wissen" in page


# What is handed in


def test_a_manager_of_another_municipality_sees_what_is_silent_there(
    officer, aalten, berkelland, current_round, own_track
):
    own_track()
    for municipality in [aalten, berkelland]:
        current_round.submissions.create(municipality=municipality)
    report(own_track(), officer, now=THIS_ROUND)
    officer.memberships.create(
        role=Role.MANAGER, municipality=berkelland, starts_on="2024-01-01"
    )

    assert {
        str(handing.submission.municipality): (handing.reported, len(handing.tracks))
        for handing in handings(officer)
    } == {"Aalten": (1, 2), "Berkelland": (0, 2)}


# What was sent back


def returned(user) -> list[Submission]:
    """What a person sees as sent back."""
    return [handing.submission for handing in handings(user) if handing.was_returned]


def handings(user):
    """What a person hands in, or agrees to."""
    return own_handings(user, today=TODAY, tracks=worklist(user).tracks)


@pytest.fixture
def send_back(current_round, coordinator):
    def send_back(by, **owner):
        submission = current_round.submissions.create(**owner)
        services.submit(submission, by=by)
        services.send_back(submission, by=coordinator, note="Vul 1.2 aan.")
        return submission

    return send_back


def test_what_was_sent_back_stands_at_the_top_with_its_note(
    client, own_track, officer, aalten, send_back
):
    own_track()
    submission = send_back(officer, municipality=aalten)
    client.force_login(officer)

    page = client.get(reverse("actions:my-tracks")).content.decode()

    assert returned(officer) == [submission]
    assert page.index("Vul 1.2 aan.") < page.index("Niet bevestigd deze ronde")
    assert submission.get_absolute_url() in page


def test_a_regional_lead_sees_what_was_sent_back_to_that_role(
    joint_action, regional_lead, send_back
):
    submission = send_back(regional_lead, lead_role=joint_action.lead_role)

    assert returned(regional_lead) == [submission]


def test_nobody_sees_what_was_sent_back_to_another(
    own_track, other_officer, officer, aalten, send_back
):
    own_track()
    send_back(officer, municipality=aalten)

    assert returned(other_officer) == []


def test_what_was_handed_in_again_or_closed_is_no_longer_there(
    own_track, officer, aalten, current_round, send_back
):
    own_track()
    submission = send_back(officer, municipality=aalten)
    services.submit(submission, by=officer)
    assert returned(officer) == []

    services.send_back(submission, by=officer, note="Nog iets.")
    current_round.closed_on = TODAY
    current_round.save()
    assert returned(officer) == []


# After something was saved in the list


def before_saving(track: Progress) -> Progress:
    return Progress.objects.with_state().with_fresh_since(TODAY).get(pk=track.pk)


def test_a_track_moves_to_its_group_and_its_notice_stays_where_it_was(
    own_track, officer
):
    first, second = own_track(), own_track()
    before = before_saving(first)
    report(first, officer, now=THIS_ROUND)
    notice = Notice("Opgeslagen.", track=before)

    stale, done = worklist(officer, notices=[notice]).groups

    assert [(item.track.pk, item.has_moved) for item in stale.sections[0].items] == [
        (first.pk, True),
        (second.pk, False),
    ]
    assert (stale.count, done.count) == (1, 1)
    assert done.items[0].notice is None


def test_a_track_that_stays_in_its_group_carries_its_notice(own_track, officer):
    track = own_track(ends_on=date(2025, 6, 30))
    before = before_saving(track)
    report(track, officer, now=THIS_ROUND)
    notice = Notice("Opgeslagen.", track=before)

    (late,) = worklist(officer, notices=[notice]).groups

    assert [item.notice for item in late.items] == [notice]
    assert not late.items[0].has_moved


@pytest.mark.parametrize("ends_on", [None, date(2025, 6, 30)])
def test_a_notice_shows_whatever_the_filters_are(own_track, officer, ends_on):
    track = own_track(ends_on=ends_on)  # moves to another group, or stays late
    before = before_saving(track)
    report(track, officer, now=THIS_ROUND)
    notice = Notice("Opgeslagen.", track=before)

    (group,) = worklist(officer, "fase=done", notices=[notice]).groups

    assert group.sections[0].items[0].notice == notice
    assert group.count == 0


def test_a_notice_about_several_tracks_stands_above_the_list(own_track, officer):
    own_track()
    notice = Notice("Vink eerst iets aan.", messages.ERROR)

    assert worklist(officer, notices=[notice]).notices == (notice,)
    assert notice.kind == "error"


def test_without_open_work_the_page_says_that_all_is_done(client, track, officer):
    report(track, officer)
    client.force_login(officer)

    page = client.get(reverse("actions:my-tracks")).content.decode()

    assert "U bent helemaal bij" in page


def test_an_item_shows_each_change_at_once(client, track, officer):
    report(track, officer, light="orange", note="Het zaaltje is bezet.")
    client.force_login(officer)

    def page() -> str:
        return client.get(reverse("actions:my-tracks")).content.decode()

    assert "Het zaaltje is bezet." in page()

    report(track, officer, note="<b>Gelukt</b>")
    assert "Het zaaltje is bezet." not in page()
    assert "&lt;b&gt;Gelukt&lt;/b&gt;" in page()


def test_each_visit_gets_forms_of_its_own(client, own_track, officer):
    """What is kept of an item has no key, and no token of whoever came before."""
    report(own_track(), officer, now=LAST_ROUND)
    client.force_login(officer)
    sent = re.compile(r'name="(key|seen|csrfmiddlewaretoken)" value="([^"]+)"')

    first, second = (
        sent.findall(client.get(reverse("actions:my-tracks")).content.decode())
        for _ in range(2)
    )

    assert {name for name, _ in first} == {"key", "seen", "csrfmiddlewaretoken"}
    assert [name for name, _ in first] == [name for name, _ in second]
    assert not {*first} & {*second}
    for visit in first, second:
        values = dict(visit)
        assert values["seen"].endswith(values["key"])
        assert len({v for name, v in visit if name == "csrfmiddlewaretoken"}) == 1
        assert "@" not in "".join(values.values())


def test_a_notice_in_an_item_undoes_with_the_filters_on(client, own_track, officer):
    track = own_track(ends_on=date(2025, 6, 30))  # stays where it is: late
    report(track, officer, now=LAST_ROUND)
    client.force_login(officer)
    page = "http://testserver" + reverse("actions:my-tracks") + "?fase=running"

    answer = client.post(
        reverse("actions:confirm-many"),
        {"seen": f"{track.pk}.1.{uuid4()}"},
        headers={"HX-Request": "true", "HX-Current-URL": page},
    ).content.decode()

    assert f'action="{reverse("actions:undo")}?fase=running"' in answer
    assert f"Bevestigd: bij {track.action} is niets veranderd." in answer
