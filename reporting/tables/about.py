"""Which report the tables are of, and how to read them."""

from collections.abc import Iterator

from django.utils.formats import date_format

from reporting.data import Report

from .table import Cell, Column, Table


def about(report: Report) -> Table:
    """The table that stands before the others."""
    columns = [Column("Onderwerp", 24), Column("Wat er staat", 90)]
    return Table.of("Over dit bestand", columns, _rows(report))


def _rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    place = report.municipality
    yield "Rapportage", f"Voortgangsrapportage, {report.quarter.prose}"
    yield "Editie", f"gemeente {place.name}" if place else f"regio {report.region}"
    yield "Plan", report.plan_title
    yield "Stand op", report.as_of
    if public := report.public:
        yield "Openbare versie", public.number
        yield "Openbare versie gemaakt op", public.made_on
    if report.is_demo:
        yield "Demo", "De voortgang in dit bestand is verzonnen."
    if imprint := report.imprint:
        yield "Versie", imprint.version
        if imprint.correction_reason:
            yield "Reden van de correctie", imprint.correction_reason
        yield "Wijzigingen van het plan", imprint.plan_version
        yield "Gepubliceerd op", imprint.published_on
    if report.summary:
        yield "Samenvatting", report.summary
    if report.outlook:
        yield "Vooruitblik", report.outlook
    yield "Groen, oranje, rood", "Op schema, aandacht nodig, loopt vast."
    since = date_format(report.fresh_since, "j-n-Y")
    silent = f"Niet gemeld of bevestigd sinds {since}. Dat is niet groen."
    yield "Geen opgave", silent
    yield "Onbekend", "Een bedrag dat niet is ingevuld, is leeg. Het telt niet als nul."
