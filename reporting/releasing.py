"""Publish figures: decide what of a table is shown, and keep that for good."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actions.periods import Quarter
from municipalities.models import User

from .models import FigureRelease, Indicator, Observation, ReleasedFigure
from .suppression.knowledge import Correction, Disclosed, Knowledge, Statistic
from .suppression.release import Table, TellsSmallNumber, release
from .suppression.rule import Outcome


@transaction.atomic
def release_figures(
    indicator: Indicator, quarter: Quarter, *, by: User, now: datetime | None = None
) -> FigureRelease:
    """Publish what is known of an indicator in a quarter; nobody can take it back.

    Raises ValidationError when there is nothing new to publish, or when what was
    published before already tells a small number that the table would hide.
    """
    Indicator.objects.select_for_update().get(pk=indicator.pk)  # one after another
    known = read_knowledge(indicator)
    shown = known.shown()
    cells = [_as_published(row, shown) for row in _cells(indicator, quarter)]
    table = _table(cells, shown)
    if all(statistic in shown for statistic in table.statistics):
        raise ValidationError("Er is niets nieuws om vrij te geven.")
    values = {str(row.pk): row.value for row in _observations(indicator)}
    try:
        known = release(known, table, values, settings.SMALL_NUMBERS)
    except TellsSmallNumber:
        raise ValidationError(
            "Wat al is vrijgegeven, verraadt samen een klein aantal dat in deze tabel"
            " verborgen moet blijven. De tabel is niet vrijgegeven."
        ) from None
    return _keep(known, cells, table, indicator, quarter, by, now or timezone.now())


def read_knowledge(indicator: Indicator) -> Knowledge:
    """What readers know by all that was published of an indicator."""
    figures = ReleasedFigure.objects.filter(release__indicator=indicator)
    disclosed: dict[Statistic, Disclosed] = {}
    corrections: dict[Correction, None] = {}
    for figure in figures.select_related("release").order_by("pk"):
        statistic = frozenset(map(str, figure.atoms))
        ranges = tuple((low, high) for low, high in figure.ranges)
        outcome = None
        if figure.amount is not None:
            (low, high) = ranges[0]
            outcome = Outcome(figure.amount, figure.is_small, low, high)
        disclosed.setdefault(statistic, Disclosed(statistic, outcome, ranges))
        if figure.corrects_id:
            (new,) = statistic
            corrections[Correction(str(figure.corrects_id), new)] = None
    return Knowledge(tuple(disclosed.values()), tuple(corrections))


def _observations(indicator: Indicator) -> Iterable[Observation]:
    return indicator.observations.select_related("municipality")


def _cells(indicator: Indicator, quarter: Quarter) -> list[Observation]:
    """The numbers of the table; that of the region only if no municipality has one."""
    rows = list(
        Observation.objects.filter(indicator=indicator)
        .newest()
        .of_quarter(quarter)
        .select_related("municipality", "corrects")
        .order_by("municipality__name")
    )
    return [row for row in rows if row.municipality] or rows


def _as_published(row: Observation, shown: dict[Statistic, Disclosed]) -> Observation:
    """A correction back to the number that was published is that number."""
    published = _published_before(row, shown)
    return published if published and published.value == row.value else row


def _published_before(
    row: Observation, shown: dict[Statistic, Disclosed]
) -> Observation | None:
    """The last version of a number that was published, itself too."""
    version: Observation | None = row
    while version and frozenset({str(version.pk)}) not in shown:
        version = version.corrects
    return version


def _table(cells: list[Observation], shown: dict[Statistic, Disclosed]) -> Table:
    atoms = tuple(str(row.pk) for row in cells)
    corrections = [
        Correction(str(old.pk), str(row.pk))
        for row in cells
        if (old := _published_before(row, shown)) and old != row
    ]
    totals = (frozenset(atoms),) if len(atoms) > 1 else ()
    return Table(atoms, totals, tuple(corrections))


def _keep(
    known: Knowledge,
    cells: list[Observation],
    table: Table,
    indicator: Indicator,
    quarter: Quarter,
    by: User,
    now: datetime,
) -> FigureRelease:
    """Write the published table into the register."""
    kept = FigureRelease.objects.create(
        indicator=indicator,
        year=quarter.year,
        quarter_number=quarter.number,
        threshold=settings.SMALL_NUMBERS.threshold,
        rounded_to=settings.SMALL_NUMBERS.base,
        recorded_at=now,
        recorded_by=by,
    )
    shown = known.shown()
    corrected = {each.new: int(each.old) for each in known.corrections}
    by_atom = {str(row.pk): row for row in cells}
    ReleasedFigure.objects.bulk_create(
        ReleasedFigure(
            release=kept,
            municipality=by_atom[min(statistic)].municipality
            if len(statistic) == 1
            else None,
            atoms=sorted(map(int, statistic)),
            ranges=shown[statistic].ranges,
            amount=outcome.amount if (outcome := shown[statistic].outcome) else None,
            is_small=outcome.is_small if outcome else False,
            corrects_id=corrected.get(min(statistic)) if len(statistic) == 1 else None,
            as_of=max(by_atom[atom].as_of for atom in statistic),
        )
        for statistic in table.statistics
    )
    return kept
