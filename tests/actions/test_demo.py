"""What the demo tells: as if people had typed it, each on the day that they did.

The demo is loaded once for all tests here: they only read.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalChanges

from actions.demo_file import DemoFile, open_demo
from actions.management.commands.load_demo import SHIPPED_DEMO
from actions.models import (
    Action,
    MilestoneStatus,
    Plan,
    Progress,
    ProgressUpdate,
    ReportingRound,
    Submission,
)
from municipalities.models import Membership, Municipality, Role, User

pytestmark = pytest.mark.django_db

Kind = ProgressUpdate.Kind
State = tuple[str, str]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[DemoFile]:
    """What the file of the demo says; loaded in a transaction that is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_plan", stdout=StringIO())
        call_command("load_demo", stdout=StringIO())
        yield open_demo(SHIPPED_DEMO)
        transaction.set_rollback(True)


# People


@pytest.mark.usefixtures("demo")
def test_there_is_somebody_in_every_role():
    held = Membership.objects.in_force(date(2025, 9, 30))

    assert set(held.values_list("role", flat=True)) == set(Role)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", Role)
def test_everybody_lands_on_a_page_that_is_theirs(client, role):
    for membership in Membership.objects.in_force(timezone.localdate()).filter(
        role=role
    ):
        client.force_login(membership.user)

        response = client.get(reverse("home"), follow=True)

        assert response.status_code == 200
        assert response.redirect_chain


@pytest.mark.usefixtures("demo")
def test_montferland_has_a_vacancy_since_its_officer_left():
    def officers_on(day: date) -> set[str]:
        roles = Membership.objects.in_force(day).officers()
        return set(roles.values_list("municipality__name", flat=True))

    everybody = set(Municipality.objects.values_list("name", flat=True))
    assert everybody - officers_on(date(2025, 7, 31)) == set()
    assert everybody - officers_on(date(2025, 8, 1)) == {"Montferland"}


# Rounds and submissions


@pytest.mark.usefixtures("demo")
def test_there_are_three_rounds_of_which_the_last_goes_on():
    rounds = ReportingRound.objects.order_by("year", "quarter_number")

    assert [(str(each), each.closed_on is None) for each in rounds] == [
        ("Q1 2025", False),
        ("Q2 2025", False),
        ("Q3 2025", True),
    ]
    assert [each.submissions.count() for each in rounds] == [11, 11, 11]


@pytest.mark.usefixtures("demo")
def test_submissions_went_through_the_round_by_who_speaks_for_the_place():
    for submission in Submission.objects.exclude(submitted_at=None):
        day = timezone.localdate(submission.submitted_at)
        places = set(speaks_for(submission.submitted_by, day))

        assert places & {submission.municipality, submission.lead_role}
        assert submission.round.opens_on <= day <= submission.round.closes_on
    for submission in Submission.objects.exclude(reviewed_at=None):
        assert submission.submitted_at < submission.reviewed_at
        assert coordinates(submission.reviewed_by, submission.reviewed_at)


@pytest.mark.usefixtures("demo")
def test_the_round_that_goes_on_has_submissions_in_every_state_that_matters():
    closed = Submission.objects.exclude(round__closed_on=None)
    going_on = Submission.objects.filter(round__closed_on=None)

    assert set(closed.values_list("state", flat=True)) == {"accepted"}
    assert {
        str(submission.municipality or submission.lead_role): submission.state
        for submission in going_on.exclude(state="accepted")
    } == {
        "Montferland": "requested",
        "regisseur ondermijning": "requested",
        "coördinator uitvoeringsplan": "in_progress",
        "Oude IJsselstreek": "returned",
        "Winterswijk": "submitted",
    }


# Progress


def speaks_for(person: User, day: date) -> Iterator[object]:
    for membership in person.memberships.in_force(day):
        if membership.role in (Role.OFFICER, Role.REGIONAL_LEAD):
            yield membership.place


def coordinates(person: User, moment: datetime) -> bool:
    roles = person.memberships.in_force(timezone.localdate(moment))
    return roles.filter(role=Role.COORDINATOR).exists()


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def told_by(demo: DemoFile, rounds: list[str]) -> dict[tuple[str, str], State]:
    """What the file says of each track after these rounds: phase and light."""
    states = {}
    for code, places in demo.progress.items():
        for place, reported in places.items():
            standing: list[State] = []
            for entry in (e for name in rounds for e in reported.get(name, ())):
                if entry.stand.kind == Kind.UPDATE:
                    standing.append((entry.stand.phase, entry.stand.light))
                elif entry.stand.kind == Kind.WITHDRAWAL:
                    standing.pop()
            if standing:
                states[code, place] = standing[-1]
    return states


def states_on(day: date) -> dict[tuple[str, str], State]:
    """What the database says of each track at the end of a day."""
    updates = ProgressUpdate.objects.newest_per_track(end_of(day)).select_related(
        "progress__municipality",
        "progress__action__objective",
        "progress__action__lead_role",
        "progress__action__lead_municipality",
    )
    return {
        (update.progress.action.code, str(update.progress.owner)): (
            update.phase,
            update.light,
        )
        for update in updates
    }


@pytest.mark.parametrize(
    ("day", "rounds"),
    [
        (date(2025, 3, 2), []),
        (date(2025, 3, 31), ["Q1"]),
        (date(2025, 6, 30), ["Q1", "Q2"]),
        (date(2025, 8, 31), ["Q1", "Q2"]),
        (date(2025, 9, 30), ["Q1", "Q2", "Q3"]),
    ],
)
def test_the_state_as_of_a_day_is_that_of_the_rounds_until_then(demo, day, rounds):
    assert states_on(day) == told_by(demo, rounds)


def test_the_state_as_of_the_end_of_the_second_quarter_is_not_that_of_today(demo):
    then, now = states_on(date(2025, 6, 30)), states_on(timezone.localdate())

    assert then["1.3", "Winterswijk"] == ("running", "orange")
    assert now["1.3", "Winterswijk"] == ("running", "red")
    assert sum(then[track] != now[track] for track in then) > 20


@pytest.mark.usefixtures("demo")
def test_every_track_has_its_updates_in_order_and_the_newest_as_its_state():
    tracks = Progress.objects.exclude(version=0).prefetch_related("updates")

    assert tracks.count() > 70
    for track in tracks:
        updates = sorted(track.updates.all(), key=lambda update: update.sequence)

        assert [update.sequence for update in updates] == [*range(1, track.version + 1)]
        assert updates[-1] == track.state
        assert updates == sorted(updates, key=lambda update: update.recorded_at)


@pytest.mark.usefixtures("demo")
def test_every_update_is_by_who_held_the_role_that_day():
    updates = ProgressUpdate.objects.select_related("author", "progress__action")

    for update in updates:
        day = timezone.localdate(update.recorded_at)
        assert update.progress.owner in speaks_for(update.author, day), update


@pytest.mark.usefixtures("demo")
def test_the_deputy_of_oost_gelre_reported_once():
    deputy = Membership.objects.get(is_deputy=True).user

    reported = ProgressUpdate.objects.filter(author=deputy)

    assert set(reported.values_list("recorded_at__date", flat=True)) == {
        date(2025, 9, 23)
    }


@pytest.mark.usefixtures("demo")
def test_there_are_updates_confirmations_and_a_withdrawal_of_what_was_too_early():
    withdrawal = ProgressUpdate.objects.get(kind=Kind.WITHDRAWAL)
    confirmations = ProgressUpdate.objects.filter(kind=Kind.CONFIRMATION)

    assert str(withdrawal.progress.municipality) == "Oost Gelre"
    assert (withdrawal.withdraws.phase, withdrawal.phase) == ("done", "running")
    assert confirmations.count() > 20
    assert confirmations.filter(reported_at=F("recorded_at")).count() == (
        confirmations.count()
    )


@pytest.mark.usefixtures("demo")
def test_the_date_that_an_author_gives_may_be_earlier_than_the_report():
    updates = ProgressUpdate.objects.filter(kind=Kind.UPDATE)
    given = updates.exclude(as_of=F("recorded_at__date"))

    assert [str(update.as_of) for update in given.order_by("as_of")] == [
        "2025-06-24",
        "2025-09-22",
    ]


@pytest.mark.usefixtures("demo")
def test_all_history_happened_then_and_says_who_did_it():
    versions = [
        model._default_manager
        for label in ("municipalities", "actions")
        for model in apps.get_app_config(label).get_models()
        if issubclass(model, HistoricalChanges) and hasattr(model, "history_date")
    ]
    began_at = timezone.make_aware(datetime(2024, 9, 2, 9))

    assert len(versions) > 15
    for rows in versions:
        assert not rows.filter(history_date__lt=began_at).exists()
        assert not rows.filter(history_date__gt=end_of(date(2025, 10, 2))).exists()
        assert not rows.filter(history_date__gt=began_at, history_user=None).exists()


@pytest.mark.usefixtures("demo")
def test_a_milestone_that_was_postponed_twice_says_so():
    status = MilestoneStatus.objects.with_postponements().get(
        municipality__name="Winterswijk"
    )

    assert status.postponements == 2
    assert status.due_on == date(2025, 12, 31)


# It says what it is

ANONYMOUS = ["/account/login/", "/account/password/reset/", "/toegankelijkheid/"]
COORDINATOR = [
    "/overzicht/",
    "/mijn-acties/",
    "/rapportages/",
    "/account/password/change/",
    "/bestaat-niet/",
    "/beheer/",
    "/beheer/actions/progress/",
    "/beheer/actions/plan/add/",
]


@pytest.mark.usefixtures("demo")
def test_every_page_says_that_it_is_a_demo(client):
    action, track = Action.objects.first(), Progress.objects.exclude(version=0).first()
    pages = [client.get(address) for address in ANONYMOUS]
    roles = Membership.objects.filter(role=Role.COORDINATOR)
    client.force_login(roles.get().user)
    pages += [
        client.get(address)
        for address in [
            *COORDINATOR,
            action.get_absolute_url(),
            action.objective.get_absolute_url(),
            track.get_absolute_url(),
            reverse("actions:confirm", args=[track.pk]),
            reverse("actions:municipality", args=[Plan.objects.get().pk, "GM0197"]),
            reverse("admin:actions_action_change", args=[action.pk]),
            reverse("admin:actions_action_history", args=[action.pk]),
        ]
    ]

    for page in pages:
        assert "Demo: verzonnen voortgang" in page.content.decode(), page.request
