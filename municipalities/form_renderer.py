"""Parts of forms that are the same whenever their values are."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.forms.renderers import TemplatesSetting

LONGEST = 200
"""A text of more characters than this is of one row, and is not remembered."""


class NotPlain(Exception):
    """A value that does not say all about itself, or too much to remember."""


class FormRenderer(TemplatesSetting):
    """Renders a widget or a label once for each combination of plain values.

    As `{% part %}` does for the pages. Each takes up to five templates, which depend on
    these values alone, and a form of the admin has a hundred.
    """

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> str:
        if template_name.startswith("django/forms/errors/") and not context["errors"]:
            return ""
        if template_name == "django/forms/label.html":
            context = {name: context[name] for name in context if name != "field"}
        try:
            return _rendered(_Asked(template_name, frozen(context), context))
        except NotPlain:
            return super().render(template_name, context, request)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A template and its values; what is compared says all about what is rendered."""

    template_name: str
    values: Hashable
    context: dict[str, Any] = field(compare=False)


@lru_cache(maxsize=8192)
def _rendered(asked: _Asked) -> str:
    return TemplatesSetting().render(asked.template_name, asked.context)


def frozen(value: Any) -> Hashable:
    """What is equal for equal values of the same types, or raises NotPlain.

    The type counts: text that was escaped before equals text that was not.
    """
    kind = type(value)
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise NotPlain
        return value if kind is str else (kind, value)
    if value is None or isinstance(value, int):
        return kind, value
    if kind is dict:
        return kind, *[(frozen(name), frozen(each)) for name, each in value.items()]
    if kind is list or kind is tuple:
        return kind, *map(frozen, value)
    raise NotPlain
