"""Two people on one row: nobody overwrites what they have not seen.

The version of a row is the primary key of its newest history record. A form carries the
version that its user saw. When somebody else saved since, what the user left alone
follows what was saved; where the two differ, the form is refused and tells both.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from .free_text import GuardedForm
from .history import EMPTY, shown_value, subject_of
from .meanwhile import Conflict, Difference, Meanwhile

Rows = TypeVar("Rows", bound=QuerySet)

MINE = "mine"
THEIRS = "theirs"
DELETE = "DELETE"
"""The field with which a formset deletes a row."""


class VersionConflict(Exception):
    """Somebody saved a row since it was seen; `row` is what it is now, if anything."""

    def __init__(self, row: Any = None) -> None:
        super().__init__("the row is not at the version that was seen")
        self.row = row


# Rows with their version


def with_versions(rows: Rows) -> Rows:
    """With `newest_version`, of the same moment as the values of the row."""
    history = rows.model.history.filter(id=OuterRef("pk")).order_by("-history_id")
    newest: Any = Subquery(history.values("history_id")[:1])
    return rows.annotate(newest_version=newest)


def lock(rows: QuerySet) -> None:
    """Hold these rows until the transaction ends.

    What is read after this, rows and versions alike, cannot change any more. It takes
    a query of its own: one that waited would show new rows with old versions.
    """
    held = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk"))
    list(held.select_for_update().order_by("pk").values_list("pk"))


def get_for_form_or_404(request: HttpRequest, rows: QuerySet, **lookup: object) -> Any:
    """The row that a form shows, or is about to change and therefore holds."""
    found = rows.filter(**lookup)
    if request.method == "POST":
        lock(found)
    return get_object_or_404(with_versions(found))


def atomic_post(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view save in one transaction; to look takes none."""

    @wraps(view)
    def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return within


# Forms


class VersionField(forms.IntegerField):
    """The version that a user saw; nothing when it is missing or no number."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> int | None:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class KeepField(forms.ChoiceField):
    """After a conflict: what is to be saved of it."""

    def __init__(self) -> None:
        super().__init__(
            label="Wat moet er gelden?",
            choices=[
                (MINE, "Opslaan wat u hebt ingevuld"),
                (THEIRS, "Houden wat er al is opgeslagen"),
            ],
            widget=forms.RadioSelect,
            required=False,
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class VersionedForm(GuardedForm, forms.ModelForm):
    """A form that changes a row only as its user saw it.

    The row comes with `newest_version`; on saving it must be locked. A new row has
    neither version nor conflict.
    """

    base_version = VersionField()
    keep = KeepField()

    watches: Iterable[str] = ()
    """Fields that are not on the form, and that matter to what is typed on it."""
    acts = False
    """Whether sending it says something by itself, such as "undo"."""

    conflict: Conflict | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._is_versioned:
            self.initial["base_version"] = self.instance.newest_version
            self.initial["keep"] = MINE
        else:
            del self.fields["base_version"], self.fields["keep"]

    @property
    def _is_versioned(self) -> bool:
        return self.instance.pk is not None and hasattr(self.instance, "history")

    @property
    def keeps_theirs(self) -> bool:
        """Whether this person left it, after a conflict, at what was saved."""
        return self._is_versioned and self.cleaned_data.get("keep") == THEIRS

    def full_clean(self) -> None:
        if not (self.is_bound and self._is_versioned):
            super().full_clean()
            return
        meanwhile, touched = self._follow_what_was_saved()
        super().full_clean()
        if self.keeps_theirs:
            self._forget_errors()
        elif meanwhile:
            self.conflict = self._tell(meanwhile, touched)
            self.add_error(
                None,
                "Iemand anders heeft dit intussen gewijzigd. Wat u hebt ingevuld, is"
                " nog niet opgeslagen.",
            )

    def _follow_what_was_saved(self) -> tuple[Meanwhile | None, set[str]]:
        """Let the data follow what was saved, except where this person typed.

        Returns the conflict that remains, if any, and the fields typed in.
        """
        seen = self.fields["base_version"].clean(self["base_version"].data)
        newest = self.instance.newest_version
        names = set(self._row_fields())
        theirs = model_to_dict(self.instance, names)
        if self["keep"].data == THEIRS:
            self._set(theirs | {DELETE: False, "base_version": newest})
            return None, set()
        if newest in (seen, None):
            return None, set()
        meanwhile = Meanwhile(self.instance, seen)
        touched = {
            name
            for name in names
            if meanwhile.base is None
            or self._differs(name, meanwhile.value(meanwhile.base, name))
        }
        left_alone = {name: theirs[name] for name in names - touched}
        self._set(left_alone | {"base_version": newest, "keep": MINE})
        changed = any(map(meanwhile.last_change, names.union(self.watches)))
        clashes = any(self._differs(name, theirs[name]) for name in touched)
        if changed and (clashes or self.acts or self._deletes):
            return meanwhile, touched
        return None, set()

    def _forget_errors(self) -> None:
        """What stays as it is needs no judging."""
        for name in [NON_FIELD_ERRORS, *self._row_fields()]:
            self.errors.pop(name, None)

    def _row_fields(self) -> Iterator[str]:
        """The fields of the row that this form lets a person change."""
        history = self.instance.history.model
        tracked = {
            field.name
            for field in [*history.tracked_fields, *history._history_m2m_fields]
        }
        for name, field in self.fields.items():
            if name in tracked and not field.disabled and not field.widget.is_hidden:
                yield name

    @property
    def _deletes(self) -> bool:
        return DELETE in self.fields and bool(self[DELETE].data)

    def _differs(self, name: str, value: Any) -> bool:
        """Whether somebody typed something else than a value."""
        return self.fields[name].has_changed(_plain(value), _plain(self[name].data))

    def _set(self, values: dict[str, Any]) -> None:
        """Put values in what was sent, as if the page had shown them."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            if name not in self.fields:
                continue
            bound = self[name]
            widget: Any = bound.field.widget
            widget = getattr(widget, "widget", widget)  # the admin wraps some
            shown = widget.format_value(bound.field.prepare_value(value))
            if isinstance(widget, forms.CheckboxInput):
                shown = "on" if value else None
            if isinstance(shown, list | tuple):
                data.setlist(bound.html_name, shown)
            elif shown is None:
                data.pop(bound.html_name, None)
            else:
                data[bound.html_name] = shown
        self.data = data
        self.__dict__.pop("changed_data", None)

    def _tell(self, meanwhile: Meanwhile, touched: set[str]) -> Conflict:
        return Conflict(
            subject=subject_of(meanwhile.newest),
            author=str(meanwhile.newest.history_user or "het systeem"),
            moment=meanwhile.newest.history_date,
            differences=tuple(self._differences(meanwhile, touched)),
        )

    def _differences(
        self, meanwhile: Meanwhile, touched: set[str]
    ) -> Iterator[Difference]:
        for name in dict.fromkeys([*self._row_fields(), *self.watches]):
            change = meanwhile.last_change(name)
            if change or name in touched:
                yield Difference(
                    field=meanwhile.label(name),
                    before=meanwhile.shown(meanwhile.base, name),
                    saved=meanwhile.shown(meanwhile.newest, name) if change else None,
                    saved_by=str(change.history_user or "het systeem")
                    if change
                    else "",
                    saved_at=change.history_date if change else None,
                    typed=self._typed(name) if name in touched else None,
                )
        if self._deletes:
            yield Difference("Verwijderen", "nee", None, "", None, "ja")

    def _typed(self, name: str) -> str:
        """What a person filled in, as it would be shown; raw when it is wrong."""
        if name in self.errors:
            return str(self[name].data)
        field = self.instance._meta.get_field(name)
        if field.many_to_many:
            return ", ".join(sorted(map(str, self.cleaned_data[name]))) or EMPTY
        return shown_value(self.instance, field)


def _plain(value: Any) -> Any:
    """A value to compare by: a browser sends a line break as two characters."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class VersionedFormSet(forms.BaseInlineFormSet):
    """The forms of a table; their versions and locks take no query per row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.queryset
        if hasattr(self.model, "history"):
            if self.is_bound:
                lock(rows)
            self.queryset = with_versions(rows)

    keeps_theirs = False  # each row chooses for itself

    @cached_property
    def empty_form(self) -> Any:
        """The row that a browser copies; the admin asks six times for the same one."""
        return super().empty_form

    def add_error(self, field: None, error: Any) -> None:
        """As of a form: an error of the table as a whole."""
        self.non_form_errors().extend(forms.ValidationError(error).error_list)

    @property
    def conflict(self) -> Conflict | None:
        """The first of the rows' conflicts, if there are any."""
        conflicts = (getattr(form, "conflict", None) for form in self.forms)
        return next(filter(None, conflicts), None)

    def get_queryset(self) -> Any:
        """In the order of the page that was sent; what others saved may change that."""
        rows: Any = super().get_queryset()
        if self.is_bound and not isinstance(rows, list):
            model: Any = self.model
            sent = [
                self.data.get(f"{self.add_prefix(number)}-{model._meta.pk.name}")
                for number in range(self.initial_form_count())
            ]
            places = {value: place for place, value in enumerate(sent)}
            rows = sorted(rows, key=lambda row: places.get(str(row.pk), len(sent)))
            self._queryset = rows
        return rows

    def clean(self) -> None:
        """Speak of rows that are deleted: of those, Django shows no other error."""
        super().clean()
        form: Any
        for form in self.initial_forms:
            if form.instance.pk is None:
                raise forms.ValidationError(
                    "Iemand anders heeft een regel verwijderd. Bewaar elders wat u hier"
                    " nog van nodig hebt, en open de pagina opnieuw."
                )
            if form.conflict and self._should_delete_form(form):  # type: ignore[attr-defined]
                raise forms.ValidationError(
                    "U wilt een regel verwijderen die iemand anders intussen heeft"
                    " gewijzigd."
                )
