"""The reason of a change, asked on the form and kept in the history."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from municipalities.texts import LongTextFormField

from .rights import region_of


class RegionalForm(forms.ModelForm):
    """A row whose relations must all lie in its own region."""

    fixed: Iterable[str] = ()
    """Fields that are chosen when adding, and stay."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if self.instance.pk:
            for name in set(self.fixed) & set(self.fields):
                self.fields[name].disabled = True

    def validate_unique(self):
        """Once the rest is right, judge a saved row also by what is not on the form.

        Django leaves out a rule about a field that stays, such as the region within
        which a name is unique, and then the database refuses the row.
        """
        super().validate_unique()
        if self.instance.pk and self.has_changed() and not self.errors:
            excluded = self._get_validation_exclusions()  # type: ignore[attr-defined]
            exclude = excluded & set(self.fields)
            try:
                self.instance.validate_constraints(exclude=exclude)
            except ValidationError as error:
                self._update_errors(error)

    def _update_errors(self, errors):
        """Say what is wrong beside the field that it is about.

        That is the field that the code of a constraint names. What is about a field
        that is not on the form goes above it.
        """
        placed: dict[str, list[ValidationError]] = {}
        for name, found in errors.error_dict.items():
            for error in found:
                place = error.code if name == NON_FIELD_ERRORS else name
                place = place if place in self.fields else NON_FIELD_ERRORS
                placed.setdefault(place, []).append(error)
        super()._update_errors(ValidationError(placed))  # type: ignore[misc]

    def _post_clean(self):
        super()._post_clean()  # type: ignore[misc]
        if self.has_changed():
            rows = [self.instance, *self.cleaned_data.values()]
            regions = {region_of(row) for row in rows if hasattr(row, "region_paths")}
            if len(regions - {None}) > 1:
                self.add_error(None, "Kies alleen wat bij dezelfde regio hoort.")


class ReasonForm(RegionalForm):
    """A form on which a person says why; the reason goes for all that it saves."""

    change_reason = LongTextFormField(
        label="Reden van wijziging",
        required=False,
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="De reden komt in de geschiedenis te staan.",
    )

    @property
    def changes_the_row(self) -> bool:
        """Whether more was filled in than a reason."""
        return bool(set(self.changed_data) - {"change_reason"})


def give_reason(row: Any, reason: str) -> None:
    """Let the history of the next save or deletion of a row say why."""
    row._change_reason = reason.strip() or None
