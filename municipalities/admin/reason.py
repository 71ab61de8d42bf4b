"""The reason of a change, asked on the form and kept in the history."""

from collections.abc import Iterable

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, QueryDict

from municipalities.free_text import GuardedForm
from municipalities.texts import LongTextFormField
from municipalities.versions import VersionedForm

from .rights import region_of


class RegionalForm(VersionedForm):
    """A row whose relations must all lie in its own region."""

    fixed: Iterable[str] = ()
    """Fields that are chosen when adding, and stay."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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
            exclude = self._get_validation_exclusions()  # type: ignore[attr-defined]
            try:
                self.instance.validate_constraints(exclude=exclude & set(self.fields))
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
        super()._post_clean()
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
    asked = ["change_reason"]
    """What is asked about the change, and is no value of the row."""

    @property
    def changes_the_row(self) -> bool:
        """Whether it itself changed, by more than what is asked about the change.

        A relation to many writes its own history.
        """
        lists = {field.name for field in self._meta.model._meta.many_to_many}
        return bool(set(self.changed_data) - {*self.asked, *lists})

    def asked_fields(self) -> list[forms.BoundField]:
        """What stands last, beside each other: it goes for all that the page saves."""
        return [self[name] for name in self.asked if name in self.fields]


class DeletionForm(GuardedForm):
    """Why something is deleted."""

    change_reason = LongTextFormField(
        label="Reden van verwijderen",
        required=False,
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 2, "required": True}),
    )


def ask_for_reason(request: HttpRequest) -> DeletionForm:
    """The reason that came with a deletion, or the question for it.

    What cannot be accepted takes the confirmation out of the request, so that Django
    asks again instead of deleting.
    """
    form = DeletionForm(request.POST if "post" in request.POST else None)
    if form.is_bound and not form.is_valid():
        request.POST = QueryDict()
    return form
