"""Two people on one row in the admin: nobody overwrites what they have not seen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import Action, BudgetLine, BudgetShare, Milestone, MilestoneStatus
from actions.services import create_missing_tracks
from municipalities.models import Role
from municipalities.versions import MINE, THEIRS
from tests.admin_pages import admin_url, fields_on, save
from tests.factories import make_action, make_member, make_municipality

REFUSED = "Iemand anders heeft dit intussen gewijzigd."


@pytest.fixture
def carla(coordinator) -> Client:
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def dirk(region) -> Client:
    client = Client()
    client.force_login(make_member(Role.COORDINATOR, region, name="Dirk Dienst"))
    return client


def page_of(row) -> str:
    return admin_url(f"{row._meta.app_label}_{row._meta.model_name}_change", row.pk)


def opened(client: Client, row) -> dict[str, object]:
    """What the page of a row would send, if it was opened now."""
    return fields_on(client.get(page_of(row))) | {"change_reason": "Afgesproken."}


def form_of(response):
    return response.context["adminform"].form


def sent_again(response, **changes: object) -> dict[str, object]:
    """What the page that came back would send."""
    return fields_on(response) | changes


def differences(conflict) -> dict[str, tuple]:
    return {
        difference.field: (difference.before, difference.saved, difference.typed)
        for difference in conflict.differences
    }


# One row


def test_the_second_to_save_is_shown_what_both_did_and_nothing_is_saved(
    carla, dirk, action
):
    typed = opened(carla, action) | {"title": "Route vaststellen"}
    save(dirk, page_of(action), title="Meldroute in elke gemeente")

    answer = carla.post(page_of(action), typed)

    form = form_of(answer)
    page = answer.content.decode()
    action.refresh_from_db()
    assert action.title == "Meldroute in elke gemeente"
    assert form.conflict.author == "Dirk Dienst"
    assert differences(form.conflict) == {
        "Korte titel": (
            "Meldroute vaststellen",
            "Meldroute in elke gemeente",
            "Route vaststellen",
        )
    }
    assert form["title"].value() == "Route vaststellen"
    assert form["change_reason"].value() == "Afgesproken."
    assert REFUSED in page
    assert "Iemand anders was u voor: Actie: 1.1 Meldroute in elke gemeente" in page


def test_saving_again_saves_mine(carla, dirk, action):
    typed = opened(carla, action) | {"title": "Route vaststellen"}
    save(dirk, page_of(action), title="Meldroute in elke gemeente")
    refused = carla.post(page_of(action), typed)

    carla.post(page_of(action), sent_again(refused, keep=MINE))

    action.refresh_from_db()
    assert action.title == "Route vaststellen"


def test_keeping_theirs_saves_nothing(carla, dirk, action):
    typed = opened(carla, action) | {"title": "Route vaststellen"}
    save(dirk, page_of(action), title="Meldroute in elke gemeente")
    refused = carla.post(page_of(action), typed)
    before = action.history.count()

    answer = carla.post(page_of(action), sent_again(refused, keep=THEIRS))

    action.refresh_from_db()
    assert answer.status_code == 302
    assert action.title == "Meldroute in elke gemeente"
    assert action.history.count() == before


def test_what_i_left_alone_is_not_put_back(carla, dirk, action):
    """The page shows old values of all fields; only what was typed in is mine."""
    typed = opened(carla, action) | {"title": "Route vaststellen"}
    save(
        dirk,
        page_of(action),
        description="Per gemeente, voor de zomer.",
        is_priority="on",
        starts_on="2025-03-01",
    )

    refused = carla.post(page_of(action), typed)
    carla.post(page_of(action), sent_again(refused))

    action.refresh_from_db()
    assert differences(form_of(refused).conflict) == {
        "Korte titel": ("Meldroute vaststellen", None, "Route vaststellen"),
        "Actie": (
            "De gemeente stelt een meldroute vast.",
            "Per gemeente, voor de zomer.",
            None,
        ),
        "Prioriteit": ("nee", "ja", None),
        "Begint op": ("(leeg)", "1 maart 2025", None),
    }
    assert action.title == "Route vaststellen"
    assert action.description == "Per gemeente, voor de zomer."
    assert action.is_priority
    assert action.starts_on == date(2025, 3, 1)


def test_a_box_that_both_saw_ticked_and_one_unticked_stays_unticked(
    carla, dirk, action
):
    save(dirk, page_of(action), is_priority="on")
    typed = opened(carla, action) | {"title": "Route vaststellen"}
    untick = opened(dirk, action)
    del untick["is_priority"]
    dirk.post(page_of(action), untick)

    refused = carla.post(page_of(action), typed)
    carla.post(page_of(action), sent_again(refused))

    action.refresh_from_db()
    assert not action.is_priority


def test_who_typed_nothing_is_not_asked_anything(carla, dirk, action):
    typed = opened(carla, action)
    save(dirk, page_of(action), title="Meldroute in elke gemeente")

    answer = carla.post(page_of(action), typed)

    action.refresh_from_db()
    assert answer.status_code == 302
    assert action.title == "Meldroute in elke gemeente"


def test_who_typed_the_same_is_not_asked_anything(carla, dirk, action):
    typed = opened(carla, action) | {"title": "Route vaststellen"}
    save(dirk, page_of(action), title="Route vaststellen")

    assert carla.post(page_of(action), typed).status_code == 302


def test_line_breaks_of_a_browser_are_not_something_typed(carla, dirk, action):
    Action.objects.filter(pk=action.pk).update(description="Eerst dit.\nDan dat.")
    action.refresh_from_db()
    action.save()
    typed = opened(carla, action) | {"description": "Eerst dit.\r\nDan dat."}
    save(dirk, page_of(action), title="Route vaststellen")

    assert carla.post(page_of(action), typed).status_code == 302


def test_a_list_of_others_is_compared_too(carla, dirk, plan, action, joint_action):
    third = make_action(plan, title="Derde")
    typed = opened(carla, action) | {"waits_for": [third.pk]}
    save(dirk, page_of(action), waits_for=[joint_action.pk])

    refused = carla.post(page_of(action), typed)
    carla.post(page_of(action), sent_again(refused))

    assert differences(form_of(refused).conflict) == {
        "Wacht op": ("(leeg)", str(joint_action), str(third))
    }
    assert list(action.waits_for.all()) == [third]


def test_a_list_that_i_left_alone_follows_theirs(carla, dirk, action, joint_action):
    typed = opened(carla, action) | {"title": "Route vaststellen"}
    save(dirk, page_of(action), waits_for=[joint_action.pk])

    refused = carla.post(page_of(action), typed)
    carla.post(page_of(action), sent_again(refused))

    assert list(action.waits_for.all()) == [joint_action]


def test_a_third_who_saves_is_seen_as_well(carla, dirk, action):
    typed = opened(carla, action) | {"title": "Route vaststellen"}
    save(dirk, page_of(action), title="Meldroute in elke gemeente")
    refused = carla.post(page_of(action), typed)
    save(dirk, page_of(action), title="Nog iets anders")

    again = carla.post(page_of(action), sent_again(refused, keep=MINE))

    assert differences(form_of(again).conflict) == {
        "Korte titel": (
            "Meldroute in elke gemeente",
            "Nog iets anders",
            "Route vaststellen",
        )
    }


def test_each_field_says_who_changed_it(carla, dirk, region, action):
    typed = opened(carla, action) | {"title": "Route vaststellen"}
    eva = Client()
    eva.force_login(make_member(Role.COORDINATOR, region, name="Eva Eerder"))
    save(eva, page_of(action), description="Voor de zomer.")
    save(dirk, page_of(action), title="Meldroute in elke gemeente")

    conflict = form_of(carla.post(page_of(action), typed)).conflict

    assert {row.field: row.saved_by for row in conflict.differences} == {
        "Korte titel": "Dirk Dienst",
        "Actie": "Eva Eerder",
    }


@pytest.mark.parametrize("version", ["", "geen getal", "999999", "9" * 30])
def test_without_a_version_that_was_shown_nothing_is_overwritten(
    carla, action, version
):
    typed = opened(carla, action) | {"title": "Route", "base_version": version}

    answer = carla.post(page_of(action), typed)

    action.refresh_from_db()
    assert REFUSED in answer.content.decode()
    assert action.title == "Meldroute vaststellen"


def test_an_error_beside_a_field_and_a_conflict_are_told_together(carla, dirk, action):
    typed = opened(carla, action) | {"title": "Route", "starts_on": "morgen"}
    save(dirk, page_of(action), starts_on="2025-03-01")

    form = form_of(carla.post(page_of(action), typed))

    assert "starts_on" in form.errors
    assert differences(form.conflict)["Begint op"] == (
        "(leeg)",
        "1 maart 2025",
        "morgen",
    )


# Rows of a table


@pytest.fixture
def milestone(action, aalten, berkelland) -> Milestone:
    milestone = Milestone.objects.create(
        objective=action.objective, title="Klaar", is_per_municipality=True
    )
    create_missing_tracks(action.objective.action_line.plan)
    return milestone


def status_of(milestone, name: str) -> MilestoneStatus:
    return milestone.statuses.get(municipality__name=name)


def row_forms(response):
    (inline,) = response.context["inline_admin_formsets"]
    return inline.formset.forms


def test_a_row_that_only_they_changed_is_not_put_back(carla, dirk, milestone):
    typed = opened(carla, milestone) | {"statuses-0-completed_on": "2025-01-10"}
    save(dirk, page_of(milestone), **{"statuses-1-completed_on": "2025-02-01"})

    answer = carla.post(page_of(milestone), typed)

    assert answer.status_code == 302
    assert status_of(milestone, "Aalten").completed_on == date(2025, 1, 10)
    assert status_of(milestone, "Berkelland").completed_on == date(2025, 2, 1)


def test_a_row_that_both_changed_is_refused_with_all_that_was_typed(
    carla, dirk, milestone
):
    typed = opened(carla, milestone) | {
        "title": "Gereed",
        "statuses-0-completed_on": "2025-01-10",
        "statuses-1-note": "Wacht op het college.",
    }
    save(dirk, page_of(milestone), **{"statuses-0-completed_on": "2025-02-01"})

    answer = carla.post(page_of(milestone), typed)

    milestone.refresh_from_db()
    aalten, berkelland = row_forms(answer)
    assert milestone.title == "Klaar"
    assert differences(aalten.conflict) == {
        "Gehaald op": ("(leeg)", "1 februari 2025", "10 januari 2025")
    }
    assert berkelland.conflict is None
    assert sent_again(answer)["statuses-1-note"] == "Wacht op het college."
    assert f'name="{aalten["keep"].html_name}"' in answer.content.decode()


def test_rows_keep_their_place_when_what_they_saved_changes_the_order(
    carla, dirk, action
):
    for title, due_on in [("Eerste", "2025-01-01"), ("Tweede", "2025-02-01")]:
        Milestone.objects.create(objective=action.objective, title=title, due_on=due_on)
    typed = opened(carla, action.objective) | {"milestones-0-title": "Nieuw"}
    save(dirk, page_of(action.objective), **{"milestones-0-due_on": "2025-03-01"})

    answer = carla.post(page_of(action.objective), typed)

    table = next(
        inline
        for inline in answer.context["inline_admin_formsets"]
        if inline.formset.prefix == "milestones"
    )
    assert [
        (row.original.title, row.form["title"].value()) for row in table if row.original
    ] == [("Nieuw", "Nieuw"), ("Tweede", "Tweede")]


def test_of_one_row_theirs_is_kept_and_the_rest_of_the_page_saved(
    carla, dirk, milestone
):
    typed = opened(carla, milestone) | {
        "title": "Gereed",
        "statuses-0-completed_on": "2025-01-10",
    }
    save(dirk, page_of(milestone), **{"statuses-0-completed_on": "2025-02-01"})
    refused = carla.post(page_of(milestone), typed)

    carla.post(page_of(milestone), sent_again(refused, **{"statuses-0-keep": THEIRS}))

    milestone.refresh_from_db()
    assert milestone.title == "Gereed"
    assert status_of(milestone, "Aalten").completed_on == date(2025, 2, 1)


@pytest.fixture
def line(action, aalten, berkelland) -> BudgetLine:
    line = BudgetLine.objects.create(
        objective=action.objective, title="Training", kind="estimate", amount=20_000
    )
    for municipality in [aalten, berkelland]:
        BudgetShare.objects.create(budget_line=line, municipality=municipality)
    return line


def table_of_shares(response):
    return next(
        inline.formset
        for inline in response.context["inline_admin_formsets"]
        if inline.formset.prefix == "shares"
    )


def test_deleting_a_row_that_they_changed_is_asked_again(carla, dirk, line):
    typed = opened(carla, line) | {"shares-0-DELETE": "on"}
    save(dirk, page_of(line), **{"shares-0-spent": "900"})

    refused = carla.post(page_of(line), typed)

    conflict = table_of_shares(refused).forms[0].conflict
    assert line.shares.count() == 2
    assert differences(conflict)["Verwijderen"] == ("nee", None, "ja")
    assert "U wilt een regel verwijderen" in refused.content.decode()


@pytest.mark.parametrize(("keep", "left"), [(MINE, 1), (THEIRS, 2)])
def test_then_the_row_is_deleted_or_kept(carla, dirk, line, keep, left):
    typed = opened(carla, line) | {"shares-0-DELETE": "on"}
    save(dirk, page_of(line), **{"shares-0-spent": "900"})
    refused = carla.post(page_of(line), typed)

    answer = carla.post(page_of(line), sent_again(refused, **{"shares-0-keep": keep}))

    assert answer.status_code == 302
    assert line.shares.count() == left


def test_a_row_that_they_deleted_is_told_and_not_made_again(carla, dirk, line):
    typed = opened(carla, line) | {"shares-0-spent": "900"}
    save(dirk, page_of(line), **{"shares-0-DELETE": "on"})

    answer = carla.post(page_of(line), typed)

    assert answer.status_code == 200
    assert "Iemand anders heeft een regel verwijderd." in answer.content.decode()
    assert line.shares.count() == 1


# Queries, and two at the same moment


def test_versions_take_no_query_for_each_row(carla, region, line):
    def count() -> int:
        typed = opened(carla, line)
        with CaptureQueriesContext(connection) as queries:
            assert carla.post(page_of(line), typed).status_code == 302
        return sum("historicalbudgetshare" in query["sql"] for query in queries)

    few = count()
    for _ in range(6):
        BudgetShare.objects.create(
            budget_line=line, municipality=make_municipality(region=region)
        )

    assert count() == few


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer at a time"
)
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_one_is_refused(request, carla, dirk):
    with transaction.atomic():  # numbering an action locks its plan
        action = request.getfixturevalue("action")
    typed = [
        (client, opened(client, action) | {"title": f"Titel {number}"})
        for number, client in enumerate([carla, dirk])
    ]

    def send(one: tuple) -> int:
        client, data = one
        try:
            return client.post(page_of(action), data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(send, typed))

    assert statuses == [200, 302]
