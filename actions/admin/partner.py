"""The admin of partners and what they do."""

from actions.models import PartnerRole

from .base import BesidePlanForm, PartInline, PlanPartAdmin


class PartnerRoleInline(PartInline):
    """What partners do for an objective or an action."""

    model = PartnerRole
    fields = ["partner", "role"]
    named_by = ["partner"]


class PartnerAdmin(PlanPartAdmin):
    form = BesidePlanForm
    list_display = ["name", "url", "region"]
    search_fields = ["name"]
    named_by = ["region"]
    fixed = ["region"]
    fields = ["region", "name", "url"]
    instead_of_deleting = (
        "Haal de partner eerst weg bij de doelstellingen, acties en begrotingsposten"
        " hierboven."
    )
