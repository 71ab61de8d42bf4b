"""The overview: what each filter leaves, and totals that add up."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from actions.forms import MatrixForm
from actions.matrix import Matrix, build_matrix
from actions.models import ActionLine, Partner, PartnerRole
from actions.outline import Outline
from actions.plan_guard import opened
from actions.totals import Standing, Totals
from municipalities.models import Role
from tests.factories import (
    make_action,
    make_member,
    make_municipality,
    make_objective,
    make_plan,
    make_round,
    report,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2025, 9, 20)
LAST_ROUND = datetime(2025, 6, 10, 9, tzinfo=AMSTERDAM)
THIS_ROUND = datetime(2025, 9, 3, 9, tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def current_round(plan):
    return make_round(plan, opens_on=date(2025, 9, 1), closes_on=date(2025, 10, 10))


def matrix_of(plan, query: str = "") -> Matrix:
    form = MatrixForm(QueryDict(query), outline=Outline.read(plan, TODAY))
    assert form.is_valid(), form.errors
    return build_matrix(plan, form.selection, today=TODAY)


def codes(plan, query: str = "") -> list[str]:
    groups = matrix_of(plan, query).groups
    return [row.action.code for group in groups for row in group.rows]


def shown(plan, query: str = "") -> set[int | None]:
    return {
        cell.track_pk
        for group in matrix_of(plan, query).groups
        for row in group.rows
        for cell in row.cells
        if cell.counts
    }


def test_an_action_line_leaves_its_own_actions(plan, action):
    with opened(plan):
        line = ActionLine.objects.create(plan=plan, number=2, title="Samen")
        objective = line.objectives.create(title="Samenwerken", number=2)
    other = make_action(plan, objective=objective)

    assert codes(plan, "actielijn=1") == [action.code]
    assert codes(plan, "actielijn=2") == [other.code]


def test_priority_leaves_what_goes_first(plan, action):
    urgent = make_action(plan, is_priority=True)

    assert codes(plan, "prioriteit=ja") == [urgent.code]
    assert codes(plan) == [action.code, urgent.code]


def test_a_partner_leaves_what_it_helps_with(plan, action):
    other = make_action(plan, objective=make_objective(plan))
    last = make_action(plan, objective=other.objective)
    police = Partner.objects.create(region=plan.region, name="Politie")
    care = Partner.objects.create(region=plan.region, name="Moviera")
    with opened(plan):
        PartnerRole.objects.create(partner=police, action=last)
        PartnerRole.objects.create(partner=care, objective=other.objective)

    assert codes(plan, f"partner={police.pk}") == [last.code]
    assert codes(plan, f"partner={care.pk}") == [other.code, last.code]
    assert action.code not in codes(plan, f"partner={care.pk}")


def test_a_municipality_leaves_what_it_carries_out_or_leads(
    plan, track, other_track, joint_track, aalten, berkelland
):
    led = make_action(plan, scope="joint", lead_municipality=aalten)

    matrix = matrix_of(plan, "gemeente=GM0197")

    assert shown(plan, "gemeente=GM0197") == {track.pk, led.tracks.get().pk}
    assert [column.municipality.name for column in matrix.columns] == [aalten.name]
    assert not matrix.has_sums


def test_a_light_is_what_was_said_this_round(plan, track, other_track, officer):
    report(track, officer, light="red", now=THIS_ROUND)
    report(other_track, officer, light="red", now=LAST_ROUND)

    assert shown(plan, "stoplicht=red") == {track.pk}
    assert shown(plan, "stoplicht=geen-opgave") == {other_track.pk}
    assert shown(plan, "stoplicht=green") == set()
    assert codes(plan, "stoplicht=green") == []


def test_worrying_is_orange_or_red(plan, track, other_track, joint_track, officer):
    report(track, officer, light="red", now=THIS_ROUND)
    report(other_track, officer, light="orange", now=THIS_ROUND)
    report(joint_track, officer, light="green", now=THIS_ROUND)

    assert shown(plan, "stoplicht=zorg") == {track.pk, other_track.pk}


def test_a_phase_counts_also_when_it_is_old(plan, track, other_track, officer):
    report(track, officer, phase="preparing", now=LAST_ROUND)

    assert shown(plan, "fase=preparing") == {track.pk}
    assert shown(plan, "fase=geen") == {other_track.pk}


def test_what_is_left_out_keeps_its_place(plan, track, other_track, officer):
    report(track, officer, light="red", now=THIS_ROUND)

    (group,) = matrix_of(plan, "stoplicht=red").groups
    ours, theirs = group.rows[0].cells

    assert (ours.track_pk, ours.is_left_out) == (track.pk, False)
    assert (theirs.track_pk, theirs.is_left_out) == (other_track.pk, True)


def test_who_left_and_what_was_retired_are_not_counted(plan, track, other_track):
    with opened(plan):
        plan.participations.filter(municipality=other_track.municipality).update(
            ends_on=date(2025, 8, 31)
        )

    assert shown(plan) == {track.pk}
    assert matrix_of(plan).totals.tracks == 1


def test_a_track_counts_under_its_light_only_when_it_is_fresh(
    plan, track, other_track, joint_track, officer
):
    report(track, officer, light="orange", now=THIS_ROUND)
    report(other_track, officer, light="green", now=LAST_ROUND)
    report(joint_track, officer, phase="not_applicable", light="", now=THIS_ROUND)

    matrix = matrix_of(plan)

    assert matrix.totals == Totals(orange=1, silent=1, inapplicable=1)
    assert [column.totals for column in matrix.columns] == [
        Totals(orange=1),
        Totals(silent=1),
    ]
    assert matrix.totals.fresh == 2


QUERIES = st.fixed_dictionaries(
    {
        "prioriteit": st.sampled_from(["", "ja"]),
        "gemeente": st.sampled_from(["", "GM0197", "GM1859"]),
        "stoplicht": st.sampled_from(["", "zorg", *Standing.values]),
        "fase": st.sampled_from(["", "geen", "running", "done", "not_applicable"]),
    }
)
STATES = st.sampled_from(
    [
        None,
        ("running", "green"),
        ("running", "orange"),
        ("done", "green"),
        ("preparing", "red"),
        ("not_applicable", ""),
    ]
)


@given(
    states=st.lists(
        st.tuples(STATES, st.sampled_from([LAST_ROUND, THIS_ROUND])),
        min_size=6,
        max_size=6,
    ),
    query=QUERIES,
)
def test_totals_add_up_for_every_filter(plan, officer, states, query):
    with transaction.atomic():
        actions = [
            make_action(plan, is_priority=True),
            make_action(plan),
            make_action(plan, scope="joint"),
            make_action(plan, scope="regional", is_priority=True),
        ]
        tracks = [track for action in actions for track in action.tracks.all()]
        for track, (state, moment) in zip(tracks, states, strict=True):
            if state:
                report(track, officer, phase=state[0], light=state[1], now=moment)

        matrix = matrix_of(plan, "&".join(f"{name}={on}" for name, on in query.items()))

        rows = [row for group in matrix.groups for row in group.rows]
        shared = [row.totals for row in rows if not row.action.is_local]
        columns = [column.totals for column in matrix.columns]
        for standing in Standing:
            whole = matrix.totals.count(standing)
            assert whole == sum(row.totals.count(standing) for row in rows)
            assert whole == sum(part.count(standing) for part in [*columns, *shared])
        assert matrix.totals.tracks == sum(map(matrix.totals.count, Standing))
        assert all(
            sum(line.per_column) + sum(part.count(line.standing) for part in shared)
            == line.whole
            for line in matrix.sums
        )
        transaction.set_rollback(True)


def test_the_page_says_how_many_actions_are_left_and_how_to_clear(
    client, plan, action, reader
):
    make_action(plan, is_priority=True)
    client.force_login(reader)

    page = client.get(reverse("actions:plan", args=[plan.pk]), {"prioriteit": "ja"})

    main = page.content.decode()
    assert "1 van 2 acties" in main
    assert f'href="{plan.get_absolute_url()}">Filters wissen' in main
    assert 'value="ja" selected' in main
    changes = reverse("actions:changes", args=[plan.pk])
    assert f'href="{changes}?prioriteit=ja"' in main


def test_the_numbers_lead_to_what_they_count_and_keep_the_filters(
    client, plan, action, reader
):
    client.force_login(reader)

    page = client.get(plan.get_absolute_url(), {"gemeente": "GM0197"})

    assert 'href="?gemeente=GM0197&amp;stoplicht=red"' in page.content.decode()


def test_a_filter_that_does_not_exist_is_refused_and_shows_everything(
    client, plan, action, reader
):
    client.force_login(reader)

    page = client.get(plan.get_absolute_url(), {"gemeente": "GM9999"})

    assert page.status_code == 422
    assert page.context["matrix"].count == 1
    assert "error-summary" in page.content.decode()


def test_a_cell_says_in_words_where_the_track_stands(client, plan, track, officer):
    report(track, officer, light="orange", now=THIS_ROUND)
    client.force_login(officer)

    page = client.get(plan.get_absolute_url()).content.decode()

    assert (
        "Aalten, actie 1.1: oranje, in uitvoering, bijgewerkt 3 september 2025" in page
    )
    assert "Berkelland, actie 1.1: nog nooit gemeld" in page


def test_names_are_escaped_in_the_cells(client, region, reader):
    place = make_municipality("<b>Aalten</b>", region=region)
    plan = make_plan(place, title="Vervolg")
    make_action(plan)
    make_action(plan, scope="joint", lead_municipality=place)
    make_member(Role.OFFICER, place)
    client.force_login(reader)

    page = client.get(plan.get_absolute_url()).content.decode()

    assert "<b>Aalten</b>" not in page
    assert "trekker &lt;b&gt;Aalten&lt;/b&gt;" in page


def test_another_municipality_is_picked_with_the_other_filters_on(
    client, plan, action, reader
):
    client.force_login(reader)

    asked = {"fase": "geen", "gemeente": "", "peildatum": ""}
    page = client.get(plan.get_absolute_url(), asked).content.decode()

    assert 'href="?fase=geen&amp;peildatum=&amp;gemeente=GM1859#matrix-titel"' in page


def test_the_page_shows_each_change_at_once(
    client, plan, action, joint_action, track, aalten, officer
):
    """Whatever is kept of a page, it is kept by what was read for this visit."""
    client.force_login(officer)

    def page() -> str:
        return client.get(reverse("actions:overview")).content.decode()

    assert "Aalten, actie 1.1: nog nooit gemeld" in page()

    report(track, officer, light="red", now=THIS_ROUND)
    assert "Aalten, actie 1.1: rood, in uitvoering" in page()

    report(track, officer, light="green", now=THIS_ROUND)
    assert "Aalten, actie 1.1: groen, in uitvoering" in page()

    aalten.name = "Groot Aalten"
    aalten.save()
    with opened(plan):
        action.title = "Iets anders aanpakken"
        action.save()
    assert "Groot Aalten, actie 1.1: groen" in page()
    assert "Iets anders aanpakken" in page()

    make_round(plan, quarter=4, opens_on=date(2025, 9, 15), closes_on=TODAY)
    assert "actie 1.1: geen opgave deze ronde, laatst in uitvoering" in page()

    with opened(plan):
        plan.participations.get(municipality=aalten).delete()
    assert "Groot Aalten" not in page()


def test_a_role_that_ended_shows_the_overview_no_longer(client, plan, officer):
    client.force_login(officer)
    assert plan.title in client.get(reverse("actions:overview")).content.decode()

    officer.memberships.update(ends_on=date(2025, 1, 1))

    assert client.get(reverse("actions:overview")).status_code == 404
