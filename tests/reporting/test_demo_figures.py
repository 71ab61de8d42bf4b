from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from reporting.demo_figures import release_demo_figures
from reporting.figures import read_figures
from reporting.models import Indicator, Observation

TOLD = """
- bron: CoMensha
  geteld: Mogelijke slachtoffers
  toelichting: Alleen voor de regio.
  tabellen:
    - kwartaal: 2025-Q1
      peildatum: 2025-04-01
      vrijgegeven: 2025-04-03 09:30
      regio: 21
    - {kwartaal: 2025-Q2, peildatum: 2025-07-01, regio: 27}
    - kwartaal: 2025-Q1
      peildatum: 2025-07-01
      vrijgegeven: 2025-07-03 09:30
      reden: Dubbel geteld.
      regio: 14
"""


@pytest.fixture
def enter(tmp_path, region, coordinator):
    """Enter what a text tells."""

    def enter(text: str):
        path = tmp_path / "figures.yaml"
        path.write_text(text)
        return release_demo_figures(path, region, coordinator)

    return enter


def test_figures_are_published_on_the_day_that_is_told(enter, region):
    releases = enter(TOLD)

    assert [localdate(each.recorded_at) for each in releases] == [
        date(2025, 4, 3),
        date(2025, 7, 3),
    ]
    (before,) = read_figures(region, on=date(2025, 5, 1))
    (after,) = read_figures(region, on=date(2025, 8, 1))
    assert before.rows[0].figures[0].amount == 20
    assert after.rows[0].figures[0].amount == 15


def test_a_table_without_a_moment_is_only_entered(enter):
    enter(TOLD)

    waiting = Observation.objects.get(quarter_number=2)
    assert not waiting.indicator.releases.filter(quarter_number=2)


def test_what_a_person_may_not_enter_is_refused(enter, aalten):
    wrong = TOLD.replace("      reden: Dubbel geteld.\n", "")

    with pytest.raises(ValidationError, match="waarom het cijfer is verbeterd"):
        enter(wrong)


def test_a_source_that_is_not_known_is_refused(enter):
    with pytest.raises(KeyError):
        enter(TOLD.replace("CoMensha", "Iemand"))

    assert not Indicator.objects.exists()
