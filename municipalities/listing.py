"""Several things in one sentence."""

from collections.abc import Iterable


def listed(names: Iterable[str]) -> str:
    """Join at least one name as Dutch does: "Aalten, Berkelland en Winterswijk"."""
    *others, last = names
    return f"{', '.join(others)} en {last}" if others else last
