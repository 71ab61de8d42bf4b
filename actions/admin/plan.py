"""The admin of the plan: its lines, objectives and results."""

from typing import Any

from django.contrib import admin

from actions.models import (
    Action,
    ActionLine,
    BudgetLine,
    Milestone,
    Objective,
    Participation,
    Plan,
    Result,
)
from municipalities.admin.base import OwnRegionsFilter
from municipalities.admin.rights import NeverDeleted

from .base import (
    ActionRowForm,
    PagedPartInline,
    PartForm,
    PartInline,
    PlanPartAdmin,
    RowForm,
    yes_or_empty,
)
from .carry_over import CarriesOver
from .partner import PartnerRoleInline
from .search import SearchByNumber


class ParticipationForm(RowForm):
    """Which municipality it is cannot change: her tracks hang on it."""

    fixed = ["municipality"]


class ParticipationInline(NeverDeleted, PartInline):
    """Municipalities join and leave by dates, so that what they reported stays."""

    model = Participation
    form = ParticipationForm
    named_by = ["plan", "municipality"]
    fields = ["municipality", "starts_on", "ends_on", "needs_internal_approval"]
    verbose_name_plural = "deelnemende gemeenten (wie stopt, krijgt een einddatum)"


class ActionLineInline(PagedPartInline):
    model = ActionLine
    fields = ["title", "aim"]
    ordering = ["number"]


class PlanForm(PartForm):
    """A plan; once it is adopted, its status changes only by closing it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.drop_decision()
        status: Any = self.fields.get("status")
        if status:
            status.disabled = self.initial.get("status") == Plan.Status.ADOPTED
            closed = (Plan.Status.CLOSED, Plan.Status.CLOSED.label)
            status.choices = [choice for choice in status.choices if choice != closed]


class PlanAdmin(CarriesOver, PlanPartAdmin):
    form = PlanForm
    list_display = ["title", "region", "status", "period_shown"]
    list_filter = ["status", ("region", OwnRegionsFilter)]
    search_fields = ["title"]
    named_by = ["region"]
    fixed = ["region"]
    readonly_fields = ["successor"]
    fields = [
        "region",
        "title",
        "status",
        "starts_on",
        "ends_on",
        "period_text",
        "introduction",
        "successor",
        "source_note",
    ]
    inlines = [ParticipationInline, ActionLineInline]

    @admin.display(description="looptijd", ordering="starts_on")
    def period_shown(self, plan):
        return str(plan.period) or plan.period_text


class ObjectiveInline(PagedPartInline):
    model = Objective
    fields = ["title", "is_ongoing", "starts_on", "ends_on"]
    ordering = ["number"]


class ActionLineAdmin(PlanPartAdmin):
    list_display = ["number", "title", "plan"]
    list_display_links = ["title"]
    list_filter = [("plan", OwnRegionsFilter)]
    search_fields = ["title", "aim"]
    named_by = ["plan"]
    fixed = ["plan"]
    fields = ["plan", "number", "title", "aim", "description"]
    readonly_fields = ["number"]
    inlines = [ObjectiveInline]
    shown_on = ["plan"]


class ResultInline(PagedPartInline):
    model = Result
    fields = ["description", "is_per_municipality"]
    named_by = ["objective"]
    ordering = ["number"]


class ActionInline(PagedPartInline):
    model = Action
    form = ActionRowForm
    fields = ["title", "description", "scope", "lead_municipality", "lead_role"]
    named_by = ["objective", "lead_municipality", "lead_role"]
    ordering = ["number"]


class MilestoneInline(PagedPartInline):
    model = Milestone
    fields = ["title", "due_from", "due_on"]


class BudgetLineInline(PagedPartInline):
    model = BudgetLine
    fields = ["title", "kind", "amount", "url"]


class ObjectiveAdmin(SearchByNumber, PlanPartAdmin):
    list_display = ["number", "title", "action_line", "plan", "period_label"]
    list_display_links = ["title"]
    list_filter = [("action_line__plan", OwnRegionsFilter)]
    search_fields = ["title", "description"]
    number_paths = ["number"]
    named_by = ["action_line__plan"]
    fixed = ["action_line"]
    autocomplete_fields = ["action_line"]
    readonly_fields = ["number"]
    fieldsets = [
        (None, {"fields": ["action_line", "number", "title", "description"]}),
        ("Looptijd", {"fields": ["is_ongoing", "starts_on", "ends_on"]}),
        (
            "Zoals het in het plan staat",
            {"fields": ["actions_heading", "results_heading", "source_note"]},
        ),
    ]
    inlines = [
        ResultInline,
        ActionInline,
        MilestoneInline,
        PartnerRoleInline,
        BudgetLineInline,
    ]

    @admin.display(description="plan")
    def plan(self, objective):
        return str(objective.action_line.plan)

    @admin.display(description="looptijd")
    def period_label(self, objective):
        return objective.period_label


class ResultAdmin(SearchByNumber, PlanPartAdmin):
    list_display = [
        "code",
        "description",
        "objective",
        yes_or_empty("is_per_municipality", "per gemeente"),
    ]
    list_display_links = ["code", "description"]
    list_filter = [
        ("objective__action_line__plan", OwnRegionsFilter),
        ("objective", OwnRegionsFilter),
    ]
    search_fields = ["description"]
    number_paths = ["objective__number", "number"]
    named_by = ["objective__action_line__plan"]
    fixed = ["objective"]
    autocomplete_fields = ["objective"]
    fields = [
        "objective",
        "code",
        "description",
        "is_per_municipality",
        "fact",
        "source_note",
    ]
    readonly_fields = ["code"]
    shown_on = ["objective"]

    @admin.display(description="nummer")
    def code(self, result):
        return result.code if result.number else self.get_empty_value_display()
