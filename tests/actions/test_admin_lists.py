"""The lists of the admin hold whatever stands in the address."""

import pytest
from django.contrib import admin

from actions.models import Progress
from tests.admin_pages import admin_url
from tests.factories import make_round, report

LISTS = sorted(
    f"{model._meta.label_lower.replace('.', '_')}_changelist"
    for model in admin.site._registry
)
# What people and programs put in the place of a value.
HOSTILE = ["x", "-1", "1,2", "'\"<b>", "\x00", "9" * 25]


@pytest.fixture
def client(client, plan, track, officer, coordinator):
    """Somebody who sees every list, with something on it."""
    make_round(plan)
    report(track, officer)
    coordinator.is_superuser = True
    coordinator.save()
    client.force_login(coordinator)
    return client


def parameters_of(page) -> set[str]:
    """Every parameter of the filters beside a list."""
    return {
        name
        for list_filter in page.context["cl"].filter_specs
        for name in list_filter.expected_parameters()
        if name
    }


@pytest.mark.parametrize("name", LISTS)
def test_every_list_counts_its_facets(client, name):
    answer = client.get(admin_url(name), {"_facets": "True"})

    assert answer.status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_no_filter_breaks_on_what_an_address_holds(client, name):
    for parameter in parameters_of(client.get(admin_url(name))):
        for value in HOSTILE:
            answer = client.get(admin_url(name), {parameter: value})

            assert answer.status_code in (200, 302, 400), (parameter, value)


@pytest.mark.parametrize("parameter", ["q", "p", "o", "all", "e", "_popup", "nergens"])
def test_no_list_breaks_on_what_an_address_holds(client, parameter):
    for value in HOSTILE:
        answer = client.get(
            admin_url("actions_action_changelist"), {parameter: value}, follow=True
        )

        assert answer.status_code in (200, 400), value


def test_a_filter_with_a_facet_counts_what_it_would_show(client, aalten):
    page = client.get(admin_url("actions_progress_changelist"), {"_facets": "True"})

    assert f"Aalten ({Progress.objects.of_municipality(aalten).count()})" in (
        page.content.decode()
    )


def test_each_row_has_a_box_of_its_own_name_and_leads_to_its_page(client, track):
    page = client.get(admin_url("actions_progress_changelist")).content.decode()

    assert f'value="{track.pk}" class="action-select"' in page
    assert f'aria-label="Aanvinken: {track}"' in page
    assert f'href="{admin_url("actions_progress_change", track.pk)}"' in page
