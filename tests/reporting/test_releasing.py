"""Publishing figures: what is shown, what is kept, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actions.models.append_only import AppendOnlyError
from actions.periods import Quarter
from reporting.models import FigureRelease, Indicator, Observation, ReleasedFigure
from reporting.releasing import read_knowledge, release_figures
from tests.factories import make_municipality, make_region

pytestmark = pytest.mark.django_db

Q3 = Quarter(2025, 3)


@pytest.fixture
def indicator():
    return Indicator.objects.create(
        region=make_region(), source="veilig_thuis", title="Meldingen"
    )


@pytest.fixture
def municipalities():
    return [make_municipality() for _ in range(7)]


def observe(indicator, municipality, value, coordinator, **fields):
    return Observation.objects.create(
        indicator=indicator,
        municipality=municipality,
        year=2025,
        quarter_number=3,
        value=value,
        as_of=date(2025, 10, 1),
        recorded_by=coordinator,
        **fields,
    )


def shown(release):
    return [
        ("niet getoond" if f.amount is None else f.is_small * "<" + str(f.amount))
        for f in release.figures.all()
    ]


def test_table_shows_small_cells_and_a_rounded_total(
    indicator, municipalities, coordinator
):
    for municipality, value in zip(municipalities, [0, 2, 3, 4, 6, 9, 13], strict=True):
        observe(indicator, municipality, value, coordinator)

    release = release_figures(indicator, Q3, by=coordinator)

    assert shown(release) == ["0", "<5", "<5", "<5", "5", "10", "15", "35"]


def test_total_that_gives_the_cells_away_is_withheld(
    indicator, municipalities, coordinator
):
    for municipality in municipalities:
        observe(indicator, municipality, 4, coordinator)

    release = release_figures(indicator, Q3, by=coordinator)

    assert shown(release) == [*["<5"] * 7, "niet getoond"]


def test_correction_is_another_number_and_the_old_table_stays(
    indicator, municipalities, coordinator
):
    old, *_ = [observe(indicator, m, 3, coordinator) for m in municipalities]
    first = release_figures(indicator, Q3, by=coordinator)
    observe(
        indicator, old.municipality, 9, coordinator, corrects=old, reason="Nagezien"
    )

    second = release_figures(indicator, Q3, by=coordinator)

    assert shown(first) == [*["<5"] * 7, "20"]
    assert shown(second)[0] == "10"
    assert second.figures.first().corrects == old
    assert [FigureRelease.objects.newest().get()] == [second]


def test_register_gives_back_what_readers_know(indicator, municipalities, coordinator):
    old, *_ = [observe(indicator, m, 3, coordinator) for m in municipalities]
    release_figures(indicator, Q3, by=coordinator)
    observe(
        indicator, old.municipality, 1, coordinator, corrects=old, reason="Nagezien"
    )
    release_figures(indicator, Q3, by=coordinator)

    known = read_knowledge(indicator)

    assert len(known.disclosed) == 10  # seven cells and a total, and two new numbers
    assert len(known.corrections) == 1


def test_number_that_was_corrected_back_is_not_published_again(
    indicator, municipalities, coordinator
):
    old = observe(indicator, municipalities[0], 3, coordinator)
    release_figures(indicator, Q3, by=coordinator)
    wrong = observe(
        indicator, old.municipality, 9, coordinator, corrects=old, reason="Nagezien"
    )
    observe(indicator, old.municipality, 3, coordinator, corrects=wrong, reason="Toch")

    with pytest.raises(ValidationError, match="niets nieuws"):
        release_figures(indicator, Q3, by=coordinator)


def test_table_without_anything_new_is_refused(indicator, municipalities, coordinator):
    observe(indicator, municipalities[0], 3, coordinator)
    release_figures(indicator, Q3, by=coordinator)

    with pytest.raises(ValidationError, match="niets nieuws"):
        release_figures(indicator, Q3, by=coordinator)


def test_figures_and_tables_are_written_once(indicator, municipalities, coordinator):
    observation = observe(indicator, municipalities[0], 3, coordinator)
    release = release_figures(indicator, Q3, by=coordinator)

    for row in (observation, release, ReleasedFigure.objects.get()):
        with pytest.raises(AppendOnlyError):
            row.save()
        with pytest.raises(AppendOnlyError):
            row.delete()


@pytest.mark.parametrize(
    "fields",
    [{"value": 100_000}, {"quarter_number": 5}, {"corrects": True, "reason": ""}, {}],
)
def test_database_refuses_a_figure_that_cannot_be(
    fields, indicator, municipalities, coordinator
):
    first = observe(indicator, municipalities[0], 3, coordinator)
    if fields.get("corrects"):
        fields = {**fields, "corrects": first}
    wrong = Observation(
        **{
            "indicator": indicator,
            "municipality": first.municipality,
            "year": 2025,
            "quarter_number": 3,
            "value": 4,
            "as_of": first.as_of,
            "recorded_by": coordinator,
            **fields,
        }
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()
