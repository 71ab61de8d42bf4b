"""The admin of what the plan costs and who pays."""

from django.contrib import admin

from actions.models import BudgetLine, BudgetShare, Funding
from municipalities.admin.base import OwnRegionsFilter
from municipalities.euros import euro

from .base import PartInline, PlanPartAdmin


class FundingInline(PartInline):
    """Where the money comes from."""

    model = Funding
    named_by = ["payer"]
    fields = ["source", "payer", "amount", "state"]


class BudgetShareInline(PartInline):
    """What it is for each municipality."""

    model = BudgetShare
    named_by = ["budget_line", "municipality"]
    fields = ["municipality", "budgeted", "committed", "spent", "forecast"]


class BudgetLineAdmin(PlanPartAdmin):
    list_display = ["title", "objective", "kind", "amount_shown", "fundings_shown"]
    list_filter = [("objective", OwnRegionsFilter), "kind"]
    search_fields = ["title", "objective__title"]
    named_by = ["objective__action_line__plan", "plan", "action__objective"]
    autocomplete_fields = ["objective", "plan", "action"]
    fields = [
        "title",
        "objective",
        "action",
        "plan",
        "kind",
        "amount",
        "url",
        "is_free",
        "source_note",
    ]
    inlines = [FundingInline, BudgetShareInline]
    shown_on = ["objective", "plan"]

    def save_related(self, request, form, formsets, change):
        """What is budgeted here for a municipality, was divided by hand."""
        rows = [row for formset in formsets for row in formset.forms]
        by_hand = any("budgeted" in row.changed_data for row in rows)
        if by_hand:
            form.instance.division = BudgetLine.Division.HAND
            form.instance.division_key = ""
        super().save_related(request, form, formsets, change)
        if by_hand and not form.changes_the_row:
            form.instance.save()

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("fundings")

    @admin.display(description="bedrag", ordering="amount")
    def amount_shown(self, line):
        return None if line.amount is None else euro(line.amount)

    @admin.display(description="dekking")
    def fundings_shown(self, line):
        return "; ".join(str(funding) for funding in line.fundings.all())
