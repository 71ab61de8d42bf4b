"""What is missing in a draft, before it is published and never changes again."""

from collections.abc import Iterator
from dataclasses import dataclass

from municipalities.listing import listed

from .data import Report as Content

ROOM = 3
"""How many requests fit page 1."""


@dataclass(frozen=True, slots=True)
class Check:
    """What has to be mended first, and what is worth a thought."""

    blockers: tuple[str, ...]
    warnings: tuple[str, ...]


def check(content: Content) -> Check:
    """Look through the content of a draft."""
    return Check(tuple(_blockers(content)), tuple(_warnings(content)))


def _blockers(content: Content) -> Iterator[str]:
    if not content.is_closed:
        yield "De ronde is nog open. Sluit haar eerst, in Beheer."
    if not content.summary:
        yield "De samenvatting is nog leeg."


def _warnings(content: Content) -> Iterator[str]:
    if content.not_accepted:
        yield f"Nog niet akkoord: de aanlevering van {listed(content.not_accepted)}."
    if content.totals.silent:
        yield f"Geen opgave: {content.totals.silent} van {content.totals.tracks}."
    late = sum(entry.track.late is not None for entry in content.entries)
    if late:
        yield f"Nagekomen, en niet meegeteld: {late}."
    if not content.requests:
        yield "Er wordt geen besluit gevraagd."
    if len(content.requests) > ROOM:
        yield f"Bladzijde 1 heeft plaats voor {ROOM} gevraagde besluiten."
    meets_on = content.driehoek_on or content.as_of
    passed = [row.title for row in content.requests if row.needed_by < meets_on]
    if passed:
        when = "bij de driehoek" if content.driehoek_on else "op de dag van de stand"
        yield f"De uiterste datum is {when} al voorbij: {listed(passed)}."
    undecided = [row.title for row in content.earlier_requests if row.outcome is None]
    if undecided:
        yield f"Nog zonder uitkomst: {listed(undecided)}."
    if not content.outlook:
        yield "De vooruitblik is leeg; die valt dan weg."
