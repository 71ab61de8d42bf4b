"""How the rows of a plan and the values of their fields are told in Dutch."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import models

from municipalities.days import short_day
from municipalities.euros import euro

from .models import (
    Action,
    BudgetLine,
    BudgetShare,
    Funding,
    Milestone,
    Participation,
    PartnerRole,
)


def name_of(row: models.Model) -> str:
    """What a row is and where: "Mijlpaal bij doelstelling 4: Evaluatie"."""
    match row:
        case Action():
            return f"Actie {row}"
        case Participation():
            return f"Deelname van {row.municipality}"
        case BudgetShare():
            return f"Aandeel van {row.municipality} in ‘{row.budget_line}’"
    kind, name = kind_of(type(row), 1), str(row)
    if name.casefold().startswith(kind):
        return name
    return f"{kind.capitalize()}{_place(row)}: {name}"


def _place(row: models.Model) -> str:
    match row:
        case Funding():
            return f" van ‘{row.budget_line}’"
        case BudgetLine(action=None, objective=None):
            return " van het plan"
        case BudgetLine() | Milestone() | PartnerRole() if row.action:
            return f" bij actie {row.action.code}"
        case BudgetLine() | Milestone() | PartnerRole() if row.objective:
            return f" bij doelstelling {row.objective.number}"
    return ""


def counted(rows: Iterable[models.Model]) -> str:
    """How many rows of every kind: "3 actielijnen, 1 mijlpaal"."""
    counts = Counter(type(row) for row in rows)
    return ", ".join(f"{count} {kind_of(row, count)}" for row, count in counts.items())


def kind_of(model: type[models.Model], count: int) -> str:
    """What a number of rows is called."""
    meta = model._meta
    return str(meta.verbose_name if count == 1 else meta.verbose_name_plural)


def label_of(model: type[models.Model], name: str) -> str:
    """What a field is called; the text that says what a row is, its description."""
    label = str(_field(model, name).verbose_name)
    return "omschrijving" if label == model._meta.verbose_name else label


def shown(model: type[models.Model], name: str, value: object) -> str:
    """A value of a field as a user sees it; nothing for one that is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case date():
            return short_day(value)
        case Decimal():
            return euro(value)
    return str(dict(_field(model, name).flatchoices).get(value, value))


def shown_day(text: str) -> date | None:
    """The day that `shown` wrote so; None for another text."""
    try:
        return datetime.strptime(text, "%d-%m-%Y").date()
    except ValueError:
        return None


def plain(value: object) -> object:
    """A value to compare by; forms save a line break as two characters."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _field(model: type[models.Model], name: str) -> models.Field:
    return next(field for field in model._meta.concrete_fields if field.name == name)
