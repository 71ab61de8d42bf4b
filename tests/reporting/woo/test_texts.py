"""Every text of a report is known: written by people, or of the plan."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import get_args, get_type_hints

from reporting.data import Report
from reporting.woo.notice import PublicNotice, Withheld
from reporting.woo.texts import OF_THE_PLAN, WRITTEN, find_texts

from .marked import make_marked_report

SAYS_WHAT_IS_LEFT_OUT = {PublicNotice, Withheld}


def classes(kind: object = Report) -> Iterator[type]:
    """The dataclasses of the content, from the report down."""
    if isinstance(kind, type) and is_dataclass(kind):
        yield kind
        for hint in get_type_hints(kind).values():
            yield from classes(hint)
    for inner in get_args(kind):
        yield from classes(inner)


def holds_text(hint: object) -> bool:
    if isinstance(hint, type):
        return issubclass(hint, str) and not issubclass(hint, Enum)
    return any(map(holds_text, get_args(hint)))


def test_a_new_text_field_cannot_be_forgotten():
    texts = {
        (kind, field.name)
        for kind in set(classes()) - SAYS_WHAT_IS_LEFT_OUT
        for field in fields(kind)
        if field.name != "withheld" and holds_text(get_type_hints(kind)[field.name])
    }

    assert texts == set(WRITTEN) | OF_THE_PLAN
    assert not set(WRITTEN) & OF_THE_PLAN


def test_the_marked_report_has_a_word_in_each_field():
    labels = {each.written.label for each in find_texts(make_marked_report())}

    assert labels == {written.label for written in WRITTEN.values()}
