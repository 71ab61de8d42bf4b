"""The page that tells what changed: its usual day, bad days, what it keeps silent."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_round, report


def test_the_usual_day_is_when_the_last_round_was_closed(client, plan, action, reader):
    client.force_login(reader)
    address = reverse("actions:changes", args=[plan.pk])
    without = client.get(address).context["changes"].since

    make_round(plan, 2025, 1, closed_on=date(2025, 4, 2))
    make_round(plan, 2025, 2)

    assert without == timezone.localdate() - timedelta(30)
    assert client.get(address).context["changes"].since == date(2025, 4, 2)


@pytest.mark.parametrize(
    ("since", "complaint"),
    [
        (lambda: timezone.localdate().isoformat(), "Kies een dag voor vandaag."),
        (lambda: "2999-01-01", "Kies een dag voor vandaag."),
        (lambda: "gisteren", "geldige datum"),
    ],
)
def test_a_day_that_cannot_be_compared_is_refused_beside_the_field(
    client, plan, action, reader, since, complaint
):
    client.force_login(reader)

    page = client.get(reverse("actions:changes", args=[plan.pk]), {"sinds": since()})

    assert page.status_code == 422
    assert complaint in page.content.decode()
    assert f'value="{since()}"' in page.content.decode()


def test_notes_are_not_on_the_page(client, plan, track, officer, other_officer):
    report(track, officer, note="Geheim.")
    client.force_login(other_officer)

    page = client.get(reverse("actions:changes", args=[plan.pk]))

    assert "Anna Aalten" in page.content.decode()
    assert "Geheim." not in page.content.decode()
