#!/usr/bin/env python
"""Check the Dutch that users read with hunspell: templates, labels, plan and manual.

A word that is right but unknown goes into docs/woordenlijst.txt, one a line. hunspell
joins Dutch words by itself (rapportageronde), so that list stays short.
"""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORD_LIST = ROOT / "docs" / "woordenlijst.txt"
APPS = ["municipalities", "actions", "reporting", "achterhoek"]

LABELS = {"help_text", "label", "verbose_name", "verbose_name_plural", "description"}
RELATIONS = {"ManyToManyField", "OneToOneField"}  # their first argument names a model
# Exceptions that speak to programmers, in English.
ENGLISH = {
    "AmendmentBypassed",
    "AppendOnlyError",
    "AssertionError",
    "BadRequest",
    "ImproperlyConfigured",
    "RuntimeError",
    "TypeError",
    "UnusableRule",
}
SQL = re.compile(r"\b(?:SELECT|FROM|WHERE)\b")
# What speaks, in English, to who installs it.
FOR_INSTALLERS = {ROOT / "achterhoek" / "environment.py"}

# What is no prose: tags, addresses, placeholders, codes and anything with a digit.
NOISE = re.compile(
    r"<[^>]*>|https?://\S+|\S+@\S+|%\(\w+\)\w|[{]\w*[}]|\S*\w[/_=.]\w\S*|\w*\d\w*"
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")  # a hyphen parts two words

# HTML attributes that are read out or shown.
# A value that begins with a brace is for a program.
SHOWN = re.compile(
    r"""\b(?:alt|title|placeholder|aria-label|content)=(["'])(?!{)(.*?)\1"""
)
TAG_WITH_TEXT = re.compile(r"""=(["'])([^"']*\s[^"']*|[A-Z][^"'/.]*)\1""")


def template_texts(source: str) -> Iterator[tuple[int, str]]:
    """The text between and in the tags of a template."""
    for part in ("{#.*?#}", "{% comment.*?endcomment %}", "<!--.*?-->"):
        source = blank(part, source)
    for part in ("<style.*?</style>", "<script.*?</script>"):
        source = blank(part, source)
    for tag in re.finditer(r"{%.*?%}", source, re.DOTALL):
        for argument in TAG_WITH_TEXT.finditer(tag[0]):
            yield line_of(source, tag.start()), argument[2]
    source = blank(r"{%.*?%}|{{.*?}}", source)
    for shown in SHOWN.finditer(source):
        yield line_of(source, shown.start()), shown[2]
    for number, line in enumerate(blank("<[^>]*>", source).splitlines(), start=1):
        yield number, re.sub(r"&\w+;", " ", line)


def blank(pattern: str, source: str) -> str:
    """Put a space in the place of each match, and keep the lines' numbers."""
    return re.sub(
        pattern,
        lambda match: " " + "\n" * match[0].count("\n"),
        source,
        flags=re.DOTALL,
    )


def line_of(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1


def python_texts(source: str) -> Iterator[tuple[int, str]]:
    """The literals that reach a screen: sentences, and labels by their place."""
    tree = ast.parse(source)
    labels: set[ast.AST] = set()
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):  # a docstring
                skipped.add(node.value)
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name in ENGLISH:
                skipped.update(ast.walk(node))
            case ast.Call(func=ast.Attribute(value=ast.Name(id="logger"))):
                skipped.update(ast.walk(node))  # for who reads the log
            case ast.Call(func=ast.Attribute(value=ast.Call(), attr="__init__")):
                skipped.update(ast.walk(node))  # super().__init__() of an exception
            case ast.JoinedStr(values=parts) if any(
                isinstance(part, ast.Constant) and SQL.search(str(part.value))
                for part in parts
            ):
                skipped.update(ast.walk(node))
            case ast.Dict(keys=keys):
                skipped.update(key for key in keys if key)
            case ast.keyword(arg=name) if name in LABELS:
                labels.add(node.value)
            case ast.Call(func=ast.Attribute(attr=name), args=[first, *_]) if (
                name.endswith("Field") and name not in RELATIONS
            ):
                labels.add(first)
            case ast.Assign(value=ast.Tuple(elts=[_, label])):  # TextChoices
                labels.add(label)
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if node not in skipped:
                if node in labels or re.search(r"\w \w", text):
                    yield node.lineno, text


def line_texts(source: str) -> Iterator[tuple[int, str]]:
    """Each line of a Markdown or YAML file, without code, addresses and keys."""
    source = blank(r"```.*?```|`[^`\n]*`|\]\([^)\n]*\)", source)
    source = re.sub(r"^\s*(?:- )?[\w-]+:(?=\s)", "", source, flags=re.MULTILINE)
    yield from enumerate(source.splitlines(), start=1)


def find_words() -> dict[str, list[str]]:
    """Every word that a user may read, with where it stands."""
    sources = [
        (template_texts, ROOT.glob("templates/**/*.*")),
        (line_texts, ROOT.glob("fixtures/*.yaml")),
        (line_texts, ROOT.glob("docs/handleiding/**/*.md")),
    ] + [(python_texts, sorted(modules(app) - FOR_INSTALLERS)) for app in APPS]
    words = defaultdict(list)
    for read_texts, paths in sources:
        for path in paths:
            for line, text in read_texts(path.read_text()):
                for word in WORD.findall(NOISE.sub(" ", text)):
                    words[word].append(f"{path.relative_to(ROOT)}:{line}")
    return words


def modules(app: str) -> set[Path]:
    """The modules of an app, without its migrations."""
    migrations = ROOT.glob(f"{app}/migrations/*.py")
    return set(ROOT.glob(f"{app}/**/*.py")) - set(migrations)


def unknown_to_hunspell(words: set[str]) -> set[str]:
    try:
        done = subprocess.run(
            ["hunspell", "-d", "nl_NL", "-i", "utf-8", "-l"],
            input="\n".join(sorted(words)),
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"hunspell does not work here ({error}); run scripts/setup lint")
    # hunspell splits some words at an apostrophe, and names the part.
    parts = set(done.stdout.split())
    return {word for word in words if parts & {word, *re.split("['’]", word)}}


def main() -> None:
    known = set(WORD_LIST.read_text().split())
    words = find_words()
    candidates = {word for word in words if not word.isupper()} - known
    misspelt = sorted(
        word for word in unknown_to_hunspell(candidates) if word.lower() not in known
    )
    for word in misspelt:
        print(f"{words[word][0]}: {word}")
    if misspelt:
        sys.exit(f"{len(misspelt)} words are misspelt, or missing in {WORD_LIST.name}")
    print(f"{len(words)} words checked")


if __name__ == "__main__":
    main()
