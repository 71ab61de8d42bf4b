"""The editions that are offered are those that can be opened."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Role
from tests.factories import make_member, make_municipality, make_round


@pytest.fixture
def rounds(plan):
    """A round that was closed, and one that runs."""
    return [
        make_round(plan, 2025, 2, closed_on=date(2025, 7, 10)),
        make_round(plan, 2025, 3),
    ]


@pytest.fixture
def no_pdf(monkeypatch):
    """Rendering takes seconds, and is not what is asked here."""
    monkeypatch.setattr("reporting.views.render_pdf", lambda report: b"%PDF")


def offered(client) -> set[str]:
    page = client.get(reverse("reporting:reports")).content.decode()
    return set(re.findall(r'href="(/rapportages/\S+\.pdf)"', page))


def all_editions(plan, municipalities) -> set[str]:
    return {
        *(
            reverse("reporting:regional-pdf", args=[plan.pk, round_.quarter.code])
            for round_ in plan.rounds.all()
        ),
        *(
            reverse(
                "reporting:municipal-pdf", args=[plan.pk, round_.quarter.code, m.code]
            )
            for round_ in plan.rounds.all()
            for m in municipalities
        ),
    }


@pytest.mark.parametrize("person", ["driehoek_member", "officer", "coordinator"])
@pytest.mark.parametrize(
    "ends_on", [None, date(2025, 7, 9), date(2025, 7, 10), date(2025, 8, 1)]
)
def test_what_is_offered_opens_and_what_is_not_offered_does_not(
    request, client, plan, rounds, no_pdf, aalten, berkelland, person, ends_on
):
    newcomer = make_municipality("Doetinchem", region=plan.region, code="GM0222")
    plan.participations.create(municipality=newcomer, starts_on=date(2025, 8, 1))
    plan.participations.filter(municipality=aalten).update(ends_on=ends_on)
    client.force_login(request.getfixturevalue(person))

    listed = offered(client)

    everything = all_editions(plan, [aalten, berkelland, newcomer])
    opened = {url for url in everything if client.get(url).status_code == 200}
    assert listed == opened


def test_a_round_without_an_edition_for_somebody_is_not_listed(client, plan, rounds):
    newcomer = make_municipality("Doetinchem", region=plan.region, code="GM0222")
    yesterday = timezone.localdate() - timedelta(1)
    plan.participations.create(municipality=newcomer, starts_on=yesterday)
    client.force_login(make_member(Role.OFFICER, newcomer))

    page = client.get(reverse("reporting:reports")).content.decode()

    assert "3e kwartaal 2025" in page
    assert "2e kwartaal 2025" not in page
