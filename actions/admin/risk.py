"""The admin of risks."""

from django.contrib import admin

from .base import BesidePlanForm, PlanPartAdmin


class RiskAdmin(PlanPartAdmin):
    form = BesidePlanForm
    list_display = ["title", "of", "chance", "impact", "score", "owner"]
    list_filter = ["chance", "impact"]
    search_fields = ["title", "owner"]
    named_by = [
        "plan",
        "objective__action_line__plan",
        "action__objective__action_line__plan",
    ]
    autocomplete_fields = ["plan", "objective", "action"]
    fields = [
        "title",
        "plan",
        "objective",
        "action",
        "chance",
        "impact",
        "remedy",
        "owner",
    ]
    shown_on = ["plan", "objective", "action"]

    @admin.display(description="van")
    def of(self, risk):
        return str(risk.plan or risk.objective or risk.action)

    @admin.display(description="kans × impact")
    def score(self, risk):
        return risk.score
