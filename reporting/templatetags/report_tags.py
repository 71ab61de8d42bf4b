"""What the templates of the report need to show its content."""

from collections.abc import Sequence

from django import template

from actions.charts import Kind
from actions.models import Light
from actions.sums import PartialSum
from reporting import charts, columns, front, large, pictures
from reporting.data import (
    ActionInfo,
    Comparison,
    LineSection,
    Report,
    Totals,
    Track,
)
from reporting.figure_chart import draw_figures
from reporting.figures import FigureTable

register = template.Library()

WEB_SCHEMES = ("https://", "http://")

LONG, LINE = 700, 40
"""How many characters are a long text, and how many a short line counts for."""


@register.simple_tag
def report_title(report: Report) -> str:
    """What a report is called."""
    edition = (
        f"gemeente {report.municipality.name}"
        if report.municipality
        else f"regio {report.region}"
    )
    title = f"Voortgangsrapportage {edition}, {report.quarter.prose}"
    return f"{title}, openbare versie" if report.public else title


@register.inclusion_tag("reporting/_bar.html")
def light_bar(totals: Totals) -> dict[str, charts.Bar]:
    """A bar of the lights."""
    return {"bar": charts.light_bar(totals)}


@register.inclusion_tag("reporting/_bar.html")
def phase_bar(totals: Totals) -> dict[str, charts.Bar]:
    """A bar of the phases."""
    return {"bar": charts.phase_bar(totals)}


@register.inclusion_tag("reporting/_figure_chart.html")
def figure_chart(table: FigureTable, font: str = "") -> dict[str, object]:
    """How a published number developed. `font` is its family, where it has its own."""
    return {"chart": draw_figures(table), "font": font}


@register.inclusion_tag("reporting/_sum.html")
def partial_sum(value: PartialSum) -> dict[str, PartialSum]:
    """An amount, or how much of it is known."""
    return {"sum": value}


for picture in (
    pictures.lights_by_objective,
    pictures.lights_by_action,
    pictures.phases_by_quarter,
    pictures.results_reached,
    pictures.money_by_source,
    pictures.milestones_in_time,
):
    register.simple_tag(picture)

register.filter(front.beyond)
register.filter(large.is_many)
register.filter(large.group_worries)
register.filter(large.stands_by_municipality)
register.filter(large.name_standings)


@register.simple_tag
def matrix_blocks(line: LineSection, report: Report) -> list[columns.Block]:
    """The tables of an action line's matrix."""
    return list(columns.split_matrix(line, report.municipalities))


@register.simple_tag
def compare_lights(comparison: Comparison) -> list[tuple[Light | None, list[int]]]:
    """Each light, and None for geen opgave, with the counts to lay side by side."""
    columns = (comparison.own, comparison.all_municipalities, comparison.shared)
    rows: list[tuple[Light | None, list[int]]] = [
        (counts[0].light, [count.tracks for count in counts])
        for counts in zip(*(totals.lights for totals in columns), strict=True)
    ]
    return [*rows, (None, [totals.silent for totals in columns])]


@register.filter
def beside(kinds: Sequence[Kind], counts: Sequence[int]) -> list[tuple[Kind, int]]:
    """Each kind with its count."""
    return list(zip(kinds, counts, strict=True))


@register.filter
def anchor(action: ActionInfo, track: Track) -> str:
    """The name in the document of what is said about a track."""
    place = track.place.code if track.place else "regio"
    return f"stand-{action.code}-{place}".replace(".", "-").lower()


@register.filter
def web_address(url: str) -> str:
    """The address if a browser may follow it, else nothing."""
    return url if url.lower().startswith(WEB_SCHEMES) else ""


@register.filter
def brief(text: str, length: int) -> str:
    """The beginning of a text, cut between two words."""
    if len(text) <= length:
        return text
    beginning, _, _ = text[: length + 1].rpartition(" ")
    return f"{(beginning or text[:length]).rstrip(' .,;:')}…"


@register.filter
def is_long(text: str) -> bool:
    """Whether a text may be cut at the end of a page: it could fill more than one."""
    return len(text) + LINE * text.count("\n") > LONG


@register.filter
def names(values: Sequence[str], length: int) -> str:
    """As many names as fit in that length, and how many more there are."""
    shown = len(values)
    while shown > 1 and len(", ".join(values[:shown])) > length:
        shown -= 1
    text = ", ".join(values[:shown])
    more = len(values) - shown
    return f"{text} en nog {more}" if more else text
