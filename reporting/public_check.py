"""What stands in the way of a public edition, and what is worth a look before it."""

from collections.abc import Iterator
from datetime import date

from .checks import Check
from .data import Report as Content
from .models import PublicEdition
from .public_editions import Desk
from .snapshot import restore
from .woo.kinds import Kind
from .woo.passages import find_passages, plain

OLD = 5
"""After how many years the second paragraph of article 5.1 asks for more reasons."""


def check_public(desk: Desk, content: Content) -> Check:
    """Look through what was chosen, and what comes of that."""
    return Check(tuple(_blockers(desk)), tuple(_warnings(desk, content)))


def _blockers(desk: Desk) -> Iterator[str]:
    if not desk.is_chosen:
        yield "Er is nog niet gekozen wat openbaar is. Sla eerst de keuzes op."
    if desk.report.is_replaced:
        yield "Er is een correctie gepubliceerd. Maak daarvan de openbare versie."


def _warnings(desk: Desk, content: Content) -> Iterator[str]:
    if content.public and not content.public.withheld:
        yield "Er wordt niets weggelaten: de openbare versie zegt alles."
    if gone := _gone_otherwise(desk, content):
        yield (
            f"{gone} {'tekst is' if gone == 1 else 'teksten zijn'} als openbaar"
            " gekozen, maar niet heel te lezen: wat u ergens anders weglaat, staat"
            " erin."
        )
    for edition in _telling(desk):
        yield f"Iets dat u hier weglaat, is te lezen in: {edition}."
    if content.public and _is_old(content.as_of, content.public.made_on):
        yield (
            "Deze rapportage is ouder dan vijf jaar. Dan moet u een grond van artikel"
            " 5.1, eerste of tweede lid, extra uitleggen (derde lid)."
        )


def _gone_otherwise(desk: Desk, content: Content) -> int:
    """How many passages are public by choice, and hidden since others are."""
    left = {(each.kind, plain(each.text)) for each in find_passages(content)}
    return sum(
        (each.kind, plain(each.text)) not in left
        for each in desk.passages
        if not desk.choices.of(each).ground
    )


def _telling(desk: Desk) -> Iterator[PublicEdition]:
    """Other public editions of the round, in which stands what this one leaves out."""
    hidden = {
        plain(each.text)
        for each in desk.passages
        if desk.choices.of(each).ground and each.kind not in (Kind.MONEY, Kind.FIGURES)
    }
    for edition in PublicEdition.objects.beside(desk.report).with_names():
        told = {plain(each.text) for each in find_passages(restore(edition.content))}
        if hidden & told:
            yield edition


def _is_old(as_of: date, today: date) -> bool:
    return (as_of.year + OLD, as_of.month, as_of.day) < (
        today.year,
        today.month,
        today.day,
    )
