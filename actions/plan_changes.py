"""What loading a plan changed, by row and by field, and how to say that in Dutch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db import models

from .naming import counted, label_of, name_of, plain, shown

NEEDS_DECISION = (
    "Dit plan is al vastgesteld, en het bestand wijzigt het. Geef bij het inlezen de"
    " reden (--reason), wie erover besloot (--decided-by) en vanaf wanneer het geldt"
    " (--valid-from). Dat komt in het register van wijzigingen te staan."
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
    need_decision: bool = False
    to_register: int = 0

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
        yield f"Toegevoegd: {counted(self.added) or 'niets'}"
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
        if self.to_register:
            yield f"Regels in het register van wijzigingen: {self.to_register}"
        if self.need_decision:
            yield NEEDS_DECISION


def changed_fields(
    row: models.Model, values: Mapping[str, object]
) -> tuple[FieldChange, ...]:
    """The fields of a row that get another value."""
    return tuple(
        FieldChange(
            name,
            label_of(type(row), name),
            shown(type(row), name, getattr(row, name)),
            shown(type(row), name, value),
        )
        for name, value in values.items()
        if plain(getattr(row, name)) != plain(value)
    )
