"""The admin of figures: exact numbers are entered and published by the coordinator."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from municipalities.models import Role
from reporting.models import FigureRelease, Indicator, Observation
from tests.factories import make_member, make_municipality, make_region

pytestmark = pytest.mark.django_db

LIST = reverse("admin:reporting_observation_changelist")
ADD = reverse("admin:reporting_observation_add")
PUBLISH = reverse("admin:reporting_observation_publish")


@pytest.fixture
def indicator():
    return Indicator.objects.create(
        region=make_region(), source="comensha", title="Signalen"
    )


@pytest.fixture
def municipality():
    return make_municipality("Aalten")


def typed(indicator, municipality, value, reason=""):
    return {
        "indicator": indicator.pk,
        "municipality": municipality.pk,
        "year": 2025,
        "quarter_number": 3,
        "value": value,
        "as_of": "2025-10-01",
        "reason": reason,
    }


def test_coordinator_enters_a_figure_and_publishes_it(
    client, coordinator, indicator, municipality
):
    client.force_login(coordinator)

    client.post(ADD, typed(indicator, municipality, 3))
    observation = Observation.objects.get()
    asked = client.post(
        LIST, {"action": "publish", "_selected_action": [observation.pk]}
    )
    unsure = client.post(asked.url)

    assert "niet terugdraaien" in client.get(asked.url).content.decode()
    assert unsure.status_code == 422
    assert not FigureRelease.objects.exists()

    client.post(asked.url, {"is_sure": "on"})

    assert observation.recorded_by == coordinator
    assert FigureRelease.objects.get().figures.get().is_small


def test_second_figure_is_a_correction_and_needs_a_reason(
    client, coordinator, indicator, municipality
):
    client.force_login(coordinator)
    client.post(ADD, typed(indicator, municipality, 3))

    refused = client.post(ADD, typed(indicator, municipality, 4))
    client.post(ADD, typed(indicator, municipality, 4, "Dubbel geteld"))

    assert "Er is al een cijfer." in refused.content.decode()
    first, second = Observation.objects.order_by("pk")
    assert second.corrects == first


@pytest.mark.parametrize(
    ("value", "reason", "said"),
    [(3, "Nagezien", "Dit aantal staat er al."), (100_000, "", "99999")],
)
def test_figure_that_cannot_be_is_refused(
    value, reason, said, client, coordinator, indicator, municipality
):
    client.force_login(coordinator)
    client.post(ADD, typed(indicator, municipality, 3))

    refused = client.post(ADD, typed(indicator, municipality, value, reason))

    assert said in refused.content.decode()
    assert Observation.objects.count() == 1


def test_coordinator_of_another_region_sees_no_exact_number(
    client, coordinator, indicator, municipality
):
    client.force_login(coordinator)
    client.post(ADD, typed(indicator, municipality, 3))
    client = Client()  # without what the first was told
    client.force_login(make_member(Role.COORDINATOR, make_region("Elders")))

    page = client.get(LIST)
    chosen = f"{PUBLISH}?id={Observation.objects.get().pk}"
    client.post(chosen, {"is_sure": "on"})

    assert "Signalen" not in page.content.decode()
    assert not FigureRelease.objects.exists()


def test_what_was_published_already_is_said_and_not_published_again(
    client, coordinator, indicator, municipality
):
    client.force_login(coordinator)
    client.post(ADD, typed(indicator, municipality, 3))
    address = f"{PUBLISH}?id={Observation.objects.get().pk}"
    client.post(address, {"is_sure": "on"})

    again = client.post(address, {"is_sure": "on"})

    assert again.status_code == 422
    assert "niets nieuws" in again.content.decode()
    assert FigureRelease.objects.count() == 1


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.READER])
def test_others_never_see_exact_numbers(role, client, indicator):
    client.force_login(make_member(role, make_region()))

    assert client.get(LIST).status_code in (302, 403)
    assert client.get(PUBLISH).status_code in (302, 403)


@pytest.mark.parametrize("over", [1, 12])
def test_a_reason_that_is_too_long_is_said_to_be_so(
    client, coordinator, indicator, municipality, over
):
    client.force_login(coordinator)
    client.post(ADD, typed(indicator, municipality, 3))

    refused = client.post(ADD, typed(indicator, municipality, 4, "x" * (1000 + over)))

    assert f"Deze tekst is {over} teken" in refused.content.decode()
    assert Observation.objects.count() == 1


def test_list_shows_beside_the_exact_number_what_others_see(
    client, coordinator, indicator, municipality
):
    client.force_login(coordinator)
    client.post(ADD, typed(indicator, municipality, 3))
    published = Observation.objects.get()
    client.post(f"{PUBLISH}?id={published.pk}", {"is_sure": "on"})
    client.post(ADD, typed(indicator, municipality, 12, "Nagezien"))

    def listed(address):
        rows = client.get(address).context["cl"].result_list
        return [(row.value, row.is_published, row.shown) for row in rows]

    assert sorted(listed(LIST)) == [(3, True, 5), (12, False, None)]
    assert listed(f"{LIST}?vrijgegeven=ja") == [(3, True, 5)]
    assert listed(f"{LIST}?vrijgegeven=nee") == [(12, False, None)]
    page = client.get(LIST).content.decode()
    assert "&lt;5" in page
    assert "nog niets" in page


def test_list_takes_the_same_queries_for_many_figures(
    client, coordinator, indicator, municipality
):
    client.force_login(coordinator)

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    client.post(ADD, typed(indicator, municipality, 3))
    client.post(f"{PUBLISH}?id={Observation.objects.get().pk}", {"is_sure": "on"})
    client.get(LIST)
    few = count()
    for name in ("Berkelland", "Bronckhorst", "Doetinchem"):
        client.post(ADD, typed(indicator, make_municipality(name), 7))
    chosen = Observation.objects.order_by("-pk").first()
    client.post(f"{PUBLISH}?id={chosen.pk}", {"is_sure": "on"})
    client.get(LIST)

    assert count() == few
