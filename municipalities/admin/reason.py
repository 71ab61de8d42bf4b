"""The reason of a change, asked on the form and kept in the history."""

from collections.abc import Iterable

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget

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

    def _post_clean(self):
        super()._post_clean()  # type: ignore[misc]
        if self.has_changed():
            rows = [self.instance, *self.cleaned_data.values()]
            regions = {region_of(row) for row in rows if hasattr(row, "region_paths")}
            if len(regions - {None}) > 1:
                self.add_error(None, "Kies alleen wat bij dezelfde regio hoort.")


class ReasonForm(RegionalForm):
    """A form on which a person says why; the reason goes for all that it saves."""

    change_reason = forms.CharField(
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
