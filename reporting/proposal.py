"""A summary made from the data, for the coordinator to make their own."""

from actions.models import Light
from municipalities.listing import listed

from .data import Report, Totals
from .models.report import SUMMARY_LENGTH


def propose_summary(report: Report) -> str:
    """A few plain sentences that say what page 1 shows, and what changed.

    One that no longer fits the room for a summary is left out.
    """
    text = _standing(report.totals)
    for sentence in (_since(report), _attention(report), _late(report)):
        longer = f"{text} {sentence}".rstrip()
        if len(longer) <= SUMMARY_LENGTH:
            text = longer
    return text


def _standing(totals: Totals) -> str:
    lights = {count.light: count.tracks for count in totals.lights}
    silent = f" Van {totals.silent} is niets gemeld." if totals.silent else ""
    return (
        f"{totals.reported} van {totals.tracks} onderdelen"
        f" {'is' if totals.reported == 1 else 'zijn'} gemeld of bevestigd:"
        f" {lights[Light.GREEN]} op schema, {lights[Light.ORANGE]} met aandacht nodig"
        f" en {lights[Light.RED]} vastgelopen.{silent}"
    )


def _since(report: Report) -> str:
    if report.since is None:
        return ""
    better, worse = len(report.since.better), len(report.since.worse)
    quarter = report.since.quarter
    return f"Sinds {quarter} gaat het op {better} beter en op {worse} slechter."


def _attention(report: Report) -> str:
    if not report.totals.reported:
        return ""
    if not report.attention:
        return "Niets staat op oranje of rood."
    named = [f"{item.action.code} {item.action.title}" for item in report.attention]
    return f"De meeste aandacht vraagt: {listed(named)}."


def _late(report: Report) -> str:
    late = report.late_milestones
    if not late:
        return ""
    return (
        f"Te laat: {late[0].title}."
        if len(late) == 1
        else f"{len(late)} mijlpalen zijn te laat."
    )
