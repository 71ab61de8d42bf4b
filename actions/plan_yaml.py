"""Read YAML as plain text values, and remember on which line each of them stands.

Every value stays the text that was written: 2.10 is not the number 2.1, `2025-09-30` is
not yet a date and `nee` is not yet a boolean. What a text means is up to the reader of
the values. What a plan has no use for, such as anchors, is a problem.
"""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

MAX_BYTES = 1_000_000

CORE_TAG = "tag:yaml.org,2002:"
NULL_TAG = f"{CORE_TAG}null"
TEXT_TAGS = {
    f"{CORE_TAG}{name}" for name in ("str", "int", "float", "bool", "timestamp")
}

SYNTAX_HINTS = {
    "mapping values are not allowed here": (
        "hier kan geen dubbele punt staan; controleer de inspringing, of zet de tekst"
        " tussen aanhalingstekens"
    ),
    "found character '\\t' that cannot start any token": (
        "hier staat een tab; spring in met spaties"
    ),
    "could not find expected ':'": "achter de sleutel ontbreekt een dubbele punt",
    "found unexpected end of stream": "een aanhalingsteken is niet gesloten",
    "but found another document": "verwacht één plan; haal de streepjes (---) weg",
    "found undefined alias": "een verwijzing (*) kan niet; schrijf de tekst voluit",
}
"""What to say instead of a problem that the YAML reader reports in English."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the file: where, and what was expected."""

    message: str
    line: int | None = None
    path: Path = ()

    def __str__(self) -> str:
        place = [f"regel {self.line}"] if self.line else []
        if self.path:
            place.append(written_path(self.path))
        return ", ".join(place) + (": " if place else "") + self.message


class PlanFileError(Exception):
    """What is in a file cannot be loaded; `problems` says all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def written_path(path: Path) -> str:
    """A path as people count: ("acties", 2, "titel") is acties[3].titel."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def read_bytes(file: FilePath) -> bytes:
    """The content of a file, no further than too much of it."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PlanFileError([Problem("Dit bestand bestaat niet.")]) from None
    except OSError:
        raise PlanFileError([Problem("Dit bestand is niet te lezen.")]) from None


def read_source(content: bytes) -> "Source":
    """Read the values in a YAML file; raises PlanFileError when it is not YAML."""
    root = _compose(_decode(content))
    if root is None:
        raise PlanFileError([Problem("Het bestand is leeg.")])
    return Source(root)


def _decode(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise PlanFileError([Problem("Het bestand is te groot: hoogstens 1 MB.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlanFileError(
            [Problem("Dit is geen tekstbestand. Sla het plan op als tekst (UTF-8).")]
        ) from None


def _compose(text: str) -> Node | None:
    """The nodes of a YAML text, without giving them a type."""
    try:
        return YAML(typ="safe", pure=True).compose(io.StringIO(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        problem = Problem(_in_dutch(error.problem), mark.line + 1 if mark else None)
    except YAMLError:
        problem = Problem("Er staan tekens in die niet in een tekstbestand horen.")
    except RecursionError:
        problem = Problem("De lijsten en sleutels zijn te diep genest.")
    raise PlanFileError([problem])


def _in_dutch(problem: str | None) -> str:
    for english, dutch in SYNTAX_HINTS.items():
        if english in (problem or ""):
            return f"dit is geen geldige YAML: {dutch}"
    return (
        "dit is geen geldige YAML; controleer hier en op de regel ervoor de"
        " inspringing, de dubbele punten en de aanhalingstekens"
    )


class Source:
    """What stands in a file: its values, their lines and what is wrong so far.

    The values are texts, lists and dictionaries; a key without a value is left out.
    """

    def __init__(self, root: Node) -> None:
        self.lines: dict[Path, int] = {}
        self.problems: dict[Path, Problem] = {}
        self._anchored: set[int] = set()
        self.values = self._value(root, ())

    def line_of(self, path: Path) -> int:
        """The line of a value; of what contains it when it is not in the file."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def add_problem(self, path: Path, message: str, line: int | None = None) -> None:
        """Remember what is wrong at a place; the first problem there counts."""
        problem = Problem(message, line or self.line_of(path), path)
        self.problems.setdefault(path, problem)

    def sorted_problems(self) -> list[Problem]:
        """All problems, in the order of the file."""
        return sorted(self.problems.values(), key=lambda problem: problem.line or 0)

    def _value(self, node: Node, path: Path) -> object:
        self.lines.setdefault(path, _line(node))
        if node.anchor and self._is_repeated(node, path):
            return None
        if isinstance(node, ScalarNode):
            return self._text(node, path)
        if isinstance(node, SequenceNode):
            return [
                self._value(item, (*path, index))
                for index, item in enumerate(node.value)
            ]
        return dict(self._filled_keys(node, path))

    def _is_repeated(self, node: Node, path: Path) -> bool:
        """Refuse an anchor; following what refers to it could go on for ever."""
        self.add_problem(
            path, "ankers en verwijzingen (& en *) kunnen niet; schrijf het voluit"
        )
        is_repeated = id(node) in self._anchored
        self._anchored.add(id(node))
        return is_repeated

    def _text(self, node: ScalarNode, path: Path) -> str | None:
        if node.tag == NULL_TAG:
            return None
        if node.tag not in TEXT_TAGS:
            self.add_problem(path, f"het label {node.tag} kan niet; haal het weg")
        if any(map(_is_unreadable, node.value)):
            self.add_problem(path, "er staat een onleesbaar teken in de tekst")
        return node.value.strip() or None

    def _filled_keys(self, node: Node, path: Path) -> Iterator[tuple[str, object]]:
        seen = set()
        for key_node, value_node in node.value:
            key, line = key_node.value, _line(key_node)
            if not isinstance(key, str):
                self.add_problem(path, "een sleutel moet één woord zijn", line)
            elif key in seen:
                self.problems[(*path, key)] = Problem(
                    "deze sleutel staat er twee keer", line, (*path, key)
                )
            else:
                seen.add(key)
                self.lines[(*path, key)] = line
                value = self._value(value_node, (*path, key))
                if value is not None:
                    yield key, value


def _line(node: Node) -> int:
    return node.start_mark.line + 1


def _is_unreadable(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cs"}
