"""Writing a report: its words, what it asks, and what came of what was asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Light
from actions.plan_guard import opened
from reporting.drafting import assemble
from reporting.models import DecisionRequest, Report
from reporting.models.report import SUMMARY_LENGTH
from reporting.proposal import propose_summary
from reporting.services import start_correction, start_draft
from tests.factories import make_round, report, version_of

from .conftest import at
from .content import make_report, make_row, make_state
from .published import make_draft, publish_draft, publish_edition

ASKED = {
    "title": "Wijs een bron aan voor de training",
    "reason": "Zonder geld geen training.",
    "asked_of": "de driehoek",
    "needed_by": "2025-12-01",
}


@pytest.fixture
def draft(plan, track) -> Report:
    return make_draft(plan)


def address(page: str, *keys: object) -> str:
    return reverse(f"reporting:{page}", args=keys)


def content_of(report: Report):
    return assemble(Report.objects.get(pk=report.pk), today=timezone.localdate())


def test_what_is_written_stands_in_the_preview(desk, draft):
    desk.post(
        address("draft", draft.pk),
        {
            "base_version": version_of(draft),
            "summary": "Het gaat goed.",
            "outlook": "Wij gaan door.",
        },
    )

    page = desk.get(address("read", draft.pk)).content.decode()

    assert "Het gaat goed." in page
    assert "Vooruitblik op het 4e kwartaal 2025" in page
    assert "Wij gaan door." in page
    assert "Concept: nog niet vastgesteld." in page


def test_a_summary_that_does_not_fit_page_1_comes_back_as_it_was_typed(desk, draft):
    long = "Het gaat goed. " * 70

    response = desk.post(
        address("draft", draft.pk),
        {"base_version": version_of(draft), "summary": long},
    )

    assert response.status_code == 422
    page = response.content.decode()
    assert "te lang" in page
    assert long.strip() in page


def test_two_who_write_at_once_do_not_overwrite_each_other(desk, draft):
    seen = version_of(draft)
    draft.summary = "Van de een."
    draft.save()

    response = desk.post(
        address("draft", draft.pk), {"base_version": seen, "summary": "Van de ander."}
    )

    assert response.status_code == 409
    draft.refresh_from_db()
    assert draft.summary == "Van de een."


def test_a_bsn_in_the_summary_is_refused(desk, draft):
    response = desk.post(
        address("draft", draft.pk),
        {"base_version": version_of(draft), "summary": "BSN 111222333."},
    )

    assert response.status_code == 422


def test_a_draft_that_is_thrown_away_takes_its_requests_along(desk, draft):
    desk.post(address("add-request", draft.pk), ASKED)

    desk.post(address("discard", draft.pk))

    assert not Report.objects.exists()
    assert not DecisionRequest.objects.exists()


def test_a_correction_that_is_thrown_away_leaves_what_was_published_asked(
    desk, draft, coordinator
):
    needed_by = date(2025, 12, 1)
    changed, removed = (
        DecisionRequest.objects.create(
            round=draft.round, **ASKED | {"title": title, "needed_by": needed_by}
        )
        for title in ("Wijs een bron aan", "Teken het convenant")
    )
    published = publish_draft(draft, by=coordinator)
    changed.outcome, changed.decided_on = "agreed", date(2025, 10, 16)
    changed.save()
    correction = start_correction(published, reason="Een bedrag klopte niet.")
    changed.title = "Wijs twee bronnen aan"
    changed.save()
    removed.delete()
    desk.post(address("add-request", correction.pk), ASKED | {"title": "Meer geld"})

    desk.post(address("discard", correction.pk))

    left = DecisionRequest.objects.asked_in(draft).order_by("pk")
    assert [(row.title, row.outcome) for row in left] == [
        ("Wijs een bron aan", "agreed"),
        ("Teken het convenant", ""),
    ]


def test_what_is_asked_stands_on_page_1(desk, draft):
    response = desk.post(address("add-request", draft.pk), ASKED)

    assert response.url == draft.get_absolute_url()
    page = desk.get(address("read", draft.pk)).content.decode()
    assert "Gevraagd besluit" in page
    assert ASKED["title"] in page
    assert "Van de driehoek, uiterlijk" in page
    assert "1-12-2025" in page


def test_a_request_says_by_when(desk, draft):
    response = desk.post(address("add-request", draft.pk), ASKED | {"needed_by": ""})

    assert response.status_code == 422
    assert ASKED["reason"] in response.content.decode()
    assert not DecisionRequest.objects.exists()


def test_a_request_is_changed_and_removed(desk, draft):
    desk.post(address("add-request", draft.pk), ASKED)
    asked = DecisionRequest.objects.get()

    desk.post(
        address("request", draft.pk, asked.pk),
        ASKED | {"base_version": version_of(asked), "title": "Wijs twee bronnen aan"},
    )
    asked.refresh_from_db()
    changed = asked.title
    desk.post(address("remove-request", draft.pk, asked.pk))

    assert changed == "Wijs twee bronnen aan"
    assert not DecisionRequest.objects.exists()


@pytest.fixture
def asked_before(plan, draft, coordinator):
    """What the report over the second quarter asked."""
    earlier = make_draft(plan, quarter=2)
    asked = DecisionRequest.objects.create(
        round=earlier.round, **ASKED | {"needed_by": date(2025, 7, 1)}
    )
    publish_draft(earlier, by=coordinator, now=at(2025, 7, 2))
    return asked


def test_what_was_asked_before_is_shown_until_it_was_told_that_it_was_decided(
    desk, plan, draft, coordinator, asked_before
):
    undecided = content_of(draft).earlier_requests
    desk.post(
        address("outcome", draft.pk, asked_before.pk),
        {
            "base_version": version_of(asked_before),
            "outcome": "partly",
            "decided_on": "2025-07-16",
            "follow_up": "De helft wordt betaald.",
        },
    )
    decided = content_of(draft).earlier_requests
    publish_draft(Report.objects.get(pk=draft.pk), by=coordinator)
    following = content_of(make_draft(plan, quarter=4)).earlier_requests

    assert [row.outcome for row in undecided] == [None]
    assert [(row.outcome, row.follow_up) for row in decided] == [
        (DecisionRequest.Outcome.PARTLY, "De helft wordt betaald.")
    ]
    assert following == ()


def test_what_was_put_off_is_shown_again(plan, draft, coordinator, asked_before):
    asked_before.outcome, asked_before.decided_on = "deferred", date(2025, 7, 16)
    asked_before.save()
    publish_draft(draft, by=coordinator)

    (row,) = content_of(make_draft(plan, quarter=4)).earlier_requests

    assert row.outcome == DecisionRequest.Outcome.DEFERRED


def test_a_decision_that_is_written_down_late_is_told_once(
    plan, draft, coordinator, asked_before
):
    publish_draft(draft, by=coordinator, now=at(2025, 10, 2))
    asked_before.outcome, asked_before.decided_on = "agreed", date(2025, 7, 16)
    asked_before.save()
    following = make_draft(plan, quarter=4)
    told = content_of(following).earlier_requests
    publish_draft(following, by=coordinator)

    after_that = content_of(start_draft(make_round(plan, 2026, 1), None))

    assert [row.outcome for row in told] == [DecisionRequest.Outcome.AGREED]
    assert after_that.earlier_requests == ()


def test_what_was_never_published_was_not_asked(plan, draft):
    earlier = make_draft(plan, quarter=2)
    DecisionRequest.objects.create(
        round=earlier.round, **ASKED | {"needed_by": date(2025, 7, 1)}
    )

    assert content_of(draft).earlier_requests == ()


@pytest.mark.parametrize(
    "answer",
    [
        {"outcome": "agreed"},
        {"decided_on": "2025-07-16"},
        {
            "outcome": "agreed",
            "decided_on": (timezone.localdate() + timedelta(2)).isoformat(),
        },
    ],
    ids=["no day", "no outcome", "tomorrow"],
)
def test_an_outcome_is_whole(desk, draft, asked_before, answer):
    response = desk.post(
        address("outcome", draft.pk, asked_before.pk),
        {"base_version": version_of(asked_before)} | answer,
    )

    assert response.status_code == 422
    asked_before.refresh_from_db()
    assert asked_before.outcome == ""


def test_requests_are_of_one_edition(draft, plan, aalten, asked_before):
    own = make_draft(plan, municipality=aalten)

    assert content_of(own).earlier_requests == ()


def test_a_report_is_compared_with_the_last_that_was_published(
    plan, track, officer, coordinator
):
    report(track, officer, now=at(2025, 6, 10))
    publish_edition(plan, by=coordinator, quarter=2, now=at(2025, 7, 2))
    report(track, officer, light=Light.RED, now=at(2025, 9, 10))

    since = content_of(make_draft(plan)).since

    assert [move.owner for move in since.worse] == ["Aalten"]
    assert since.as_of == date(2025, 6, 30)


def test_the_first_report_is_compared_with_nothing(draft):
    assert content_of(draft).since is None


def test_what_came_after_the_next_round_opened_is_not_of_this_one(
    plan, draft, track, officer
):
    report(track, officer, now=at(2025, 9, 10))
    make_round(plan, 2025, 4, opens_on=date(2025, 12, 1))
    report(track, officer, light=Light.RED, now=at(2025, 12, 2))

    assert content_of(draft).entries[0].track.late is None


def test_the_proposal_says_what_page_1_shows():
    red = make_state(Light.RED)
    text = propose_summary(make_report(make_row(red, make_state())))

    assert text == (
        "2 van 2 onderdelen zijn gemeld of bevestigd: 1 op schema, 0 met aandacht nodig"
        " en 1 vastgelopen. De meeste aandacht vraagt: 1.1 Meldroute vaststellen."
    )


def test_the_proposal_says_who_is_silent_and_that_all_is_well():
    text = propose_summary(make_report(make_row(make_state(), None)))

    assert "Van 1 is niets gemeld." in text
    assert text.startswith("1 van 2 onderdelen is gemeld of bevestigd:")
    assert text.endswith("Niets staat op oranje of rood.")


def test_the_proposal_does_not_call_silence_well():
    text = propose_summary(make_report(make_row(None, None)))

    assert text.startswith("0 van 2 onderdelen zijn gemeld")
    assert "Niets staat" not in text


def test_the_proposal_fits_its_field():
    row = make_row(make_state(Light.RED), None)
    long_title = replace(row, action=replace(row.action, title="Lang " * 120))
    text = propose_summary(make_report(long_title))

    assert len(text) <= SUMMARY_LENGTH
    assert text.startswith("1 van 2 onderdelen is gemeld")


def test_a_draft_of_who_left_the_plan_can_be_found_and_thrown_away(desk, plan, aalten):
    draft = make_draft(plan, municipality=aalten)
    with opened(plan):
        plan.participations.filter(municipality=aalten).update(
            ends_on=draft.round.opens_on
        )

    assert draft.get_absolute_url() in desk.get(address("workbench")).content.decode()
    page = desk.get(address("draft", draft.pk)).content.decode()
    assert "Deze gemeente doet niet meer mee" in page
    assert address("publish", draft.pk) not in page
    assert "Voorstel uit de cijfers" not in page

    seen = {"base_version": version_of(draft)}
    desk.post(address("discard", draft.pk), seen, follow=True)
    assert not Report.objects.filter(pk=draft.pk).exists()
    assert "Aalten" not in desk.get(address("workbench")).content.decode()
