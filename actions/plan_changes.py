"""What loading a plan changed, by row and by field, and how to say that in Dutch."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.formats import date_format

from .models import BudgetLine, Funding, Milestone, PartnerRole

NEEDS_REASON = (
    "Dit plan is al vastgesteld, en het bestand wijzigt het. Geef bij het inlezen een"
    " reden (--reason); die komt in de geschiedenis te staan."
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that the file gives another value."""

    name: str
    label: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.label}: {self.old or '(leeg)'} → {self.new or '(leeg)'}"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that was there, and the fields that changed."""

    row: models.Model
    fields: tuple[FieldChange, ...]


@dataclass(slots=True)
class Changes:
    """What loading a plan did, and what it left alone."""

    added: list[models.Model] = field(default_factory=list)
    changed: list[RowChange] = field(default_factory=list)
    unchanged: list[models.Model] = field(default_factory=list)
    not_in_file: list[models.Model] = field(default_factory=list)
    new_tracks: int = 0
    need_reason: bool = False

    def touched(self) -> list[models.Model]:
        """The rows that were added or changed."""
        return [*self.added, *(change.row for change in self.changed)]

    def in_file(self) -> list[models.Model]:
        """The rows that the file describes."""
        return [*self.touched(), *self.unchanged]

    def has_changed(self, row: models.Model, name: str) -> bool:
        """Whether a row was there and this field of it changed."""
        return any(
            change.row is row and name in [field.name for field in change.fields]
            for change in self.changed
        )

    def report(self, *, all_names: bool) -> Iterator[str]:
        """The lines that tell what was done; `all_names` lists what was added."""
        yield f"Toegevoegd: {_counted(self.added) or 'niets'}"
        if all_names:
            yield from (f"  + {name_of(row)}" for row in self.added)
        yield f"Gewijzigd: {len(self.changed) or 'niets'}"
        for change in self.changed:
            yield f"  {name_of(change.row)}"
            yield from (f"    {field}" for field in change.fields)
        yield f"Ongewijzigd: {len(self.unchanged)}"
        if self.new_tracks:
            yield f"Nieuwe plekken om voortgang te melden: {self.new_tracks}"
        if self.not_in_file:
            yield f"Niet in het bestand, blijft staan: {len(self.not_in_file)}"
            yield from (f"  {name_of(row)}" for row in self.not_in_file)
        if self.need_reason:
            yield NEEDS_REASON


def changed_fields(
    row: models.Model, values: Mapping[str, object]
) -> tuple[FieldChange, ...]:
    """The fields of a row that get another value."""
    return tuple(
        FieldChange(
            name,
            str(_field(row, name).verbose_name),
            _shown(row, name, getattr(row, name)),
            _shown(row, name, value),
        )
        for name, value in values.items()
        if _plain(getattr(row, name)) != _plain(value)
    )


def name_of(row: models.Model) -> str:
    """What a row is and where: "Mijlpaal bij doelstelling 4: Evaluatie"."""
    kind, name = _kind(type(row), 1), str(row)
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


def _counted(rows: list[models.Model]) -> str:
    """How many rows of every kind: "3 actielijnen, 1 mijlpaal"."""
    counts = Counter(type(row) for row in rows)
    return ", ".join(f"{count} {_kind(row, count)}" for row, count in counts.items())


def _kind(model: type[models.Model], count: int) -> str:
    meta = model._meta
    return str(meta.verbose_name if count == 1 else meta.verbose_name_plural)


def _field(row: models.Model, name: str) -> models.Field:
    return next(field for field in row._meta.concrete_fields if field.name == name)


def _plain(value: object) -> object:
    """A value to compare by; forms save a line break as two characters."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _shown(row: models.Model, name: str, value: object) -> str:
    """A value of a field as a user sees it; nothing for one that is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case date():
            return date_format(value, "SHORT_DATE_FORMAT")
    return str(dict(_field(row, name).flatchoices).get(value, value))
