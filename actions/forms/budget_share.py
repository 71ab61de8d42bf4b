"""The figures that a municipality keeps of its shares in the budget."""

from django.forms import inlineformset_factory

from actions.models import BudgetShare
from municipalities.models import Municipality
from municipalities.versions import VersionedForm, VersionedFormSet


class BudgetShareForm(VersionedForm):
    """What was committed and spent of a share, and what it is expected to become.

    What is budgeted is not for one municipality to change: the shares add up.
    """

    watches = ["budgeted"]

    class Meta:
        model = BudgetShare
        fields = ["committed", "spent", "forecast"]


BudgetShareFormSet = inlineformset_factory(
    Municipality,
    BudgetShare,
    form=BudgetShareForm,
    formset=VersionedFormSet,
    extra=0,
    can_delete=False,
    edit_only=True,
)
