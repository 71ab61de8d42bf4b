"""What the pages tell on which a coordinator chooses what is public."""

from collections.abc import Iterable
from dataclasses import dataclass

from .forms.public_edition import Subject
from .public_editions import Desk
from .woo.kinds import Kind
from .woo.passages import Passage


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind, and how much of it is left out."""

    kind: Kind
    passages: int
    hidden: int
    exceptions: int


@dataclass(frozen=True, slots=True)
class Summary:
    """How much there is, and how much of that is left out."""

    passages: int
    hidden: int


def summarize(desk: Desk) -> Summary:
    """Over all kinds."""
    hidden = [each for each in desk.passages if desk.choices.of(each).ground]
    return Summary(len(desk.passages), len(hidden))


def subjects_of_kinds(desk: Desk) -> list[Subject]:
    """A row for each kind of which there is something in the report."""
    return [
        Subject((kind, ""), kind.label, shown, desk.choices.of_kind(kind), "Openbaar")
        for kind in Kind
        if (shown := _show(desk, kind)).passages
    ]


def subjects_of_passages(desk: Desk, passages: Iterable[Passage]) -> list[Subject]:
    """A row for each of these passages."""
    return [
        Subject(
            (each.kind, each.key),
            _beginning(each.text),
            each,
            desk.choices.exception(each),
            _as_kind(desk, each.kind),
        )
        for each in passages
    ]


def _show(desk: Desk, kind: Kind) -> KindShown:
    passages = desk.of_kind(kind)
    return KindShown(
        kind,
        len(passages),
        sum(desk.choices.of(each).ground is not None for each in passages),
        sum(desk.choices.exception(each) is not None for each in passages),
    )


def _as_kind(desk: Desk, kind: Kind) -> str:
    ground = desk.choices.of_kind(kind).ground
    return (
        f"Zoals de soort: {f'niet openbaar ({ground.short})' if ground else 'openbaar'}"
    )


def _beginning(text: str, length: int = 40) -> str:
    return text if len(text) <= length else f"{text[:length].rstrip()}…"
