"""The page on which a plan is closed, and its open actions go on in the next."""

from http import HTTPStatus

from django import forms
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from actions import services
from actions.forms.decision import MISSING
from actions.models import Action, BudgetLine, Plan
from actions.models.state import FINISHED_PHASES
from actions.naming import counted, name_of
from municipalities.admin.base import RegionalAdmin
from municipalities.admin.rights import covers
from municipalities.texts import LongTextFormField

from .decisions import DecisionFields


class ActionChoices(forms.ModelMultipleChoiceField):
    """Open actions, each with how many have finished it."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, action):
        return f"{action} ({action.finished_count} van {action.track_count} klaar)"


class BudgetLineChoices(forms.ModelMultipleChoiceField):
    """Budget lines, each with where it belongs."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, line):
        return name_of(line)


class CarryOverForm(DecisionFields):
    """What goes on where, by whose decision."""

    required_css_class = "required"

    successor = forms.ModelChoiceField(
        Plan.objects.none(),
        label="Opvolger",
        required=False,
        empty_label="geen: alleen afsluiten",
    )
    actions = ActionChoices(Action.objects.none(), label="Acties", required=False)
    budget_lines = BudgetLineChoices(
        BudgetLine.objects.none(), label="Begrotingsposten", required=False
    )
    despite_open_rounds = forms.BooleanField(
        label="Sluit het plan af terwijl deze ronde nog loopt",
        error_messages={
            "required": "Sluit de ronde eerst, of vink aan dat het zo moet."
        },
    )
    change_reason = LongTextFormField(
        label="Reden", max_length=1000, widget=AdminTextareaWidget(attrs={"rows": 2})
    )

    def __init__(self, data=None, *, plan):
        super().__init__(data)
        self.plan = plan
        of_plan = Action.objects.of_plan(plan).unfinished(FINISHED_PHASES)
        open_actions = of_plan.filter(continued_by=None).with_finished(FINISHED_PHASES)
        lines = BudgetLine.objects.of_plan(plan)
        named = lines.select_related("objective", "action__objective")
        self._offer("successor", successors_of(plan), plan.successor)
        self._offer("actions", open_actions, open_actions)
        self._offer("budget_lines", named.order_by("objective__number", "pk"), None)
        self.require_decision()
        self.open_rounds = list(plan.rounds.filter(closed_on=None))
        if not self.open_rounds:
            del self.fields["despite_open_rounds"]

    def places(self):
        """Where the plan goes on."""
        return [self["successor"]]

    def asked_fields(self):
        """The decision, beside each other."""
        return [self[name] for name in MISSING]

    def _offer(self, name, queryset, initial):
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        self.fields[name].initial = initial

    def clean(self):
        chosen = self.cleaned_data.get("actions") or self.cleaned_data.get(
            "budget_lines"
        )
        if chosen and not self.cleaned_data.get("successor"):
            self.add_error(
                "successor", "Kies in welk plan de aangevinkte acties verdergaan."
            )
        return self.cleaned_data

    def carry_over(self, by):
        """Do what was filled in; returns what was added."""
        given = self.cleaned_data
        return services.carry_over(
            self.plan,
            given["successor"],
            actions=given["actions"],
            budget_lines=given["budget_lines"],
            decision=self.decision,  # type: ignore[arg-type]  # required
            by=by,
            despite_open_rounds=given.get("despite_open_rounds", False),
        )


def successors_of(plan):
    """The plans in which this one can go on; once it does in one, only that."""
    if plan.status == Plan.Status.CLOSED:
        return Plan.objects.filter(pk=plan.successor_id)
    others = Plan.objects.filter(region=plan.region_id, predecessor=None)
    return others.exclude(pk=plan.pk).exclude(status=Plan.Status.CLOSED)


class CarriesOver(RegionalAdmin):
    """Adds the page to the admin of plans."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.carry_over_view)
        return [
            path("<path:object_id>/afsluiten/", view, name="actions_plan_carry_over"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """With the way to the page, for who may use it: also for what was forgotten."""
        plan = self.get_object(request, unquote(object_id))
        goes_on = plan and (plan.status == Plan.Status.ADOPTED or plan.successor)
        may = goes_on and covers(self.regions_changed(request), plan)
        return super().change_view(
            request, object_id, form_url, {"carries_over": may} | (extra_context or {})
        )

    def carry_over_view(self, request, object_id):
        """Show what would happen, or do it."""
        plan = self.get_object(request, unquote(object_id))
        if plan is None:
            raise Http404
        if not covers(self.regions_changed(request), plan):
            raise PermissionDenied
        form = CarryOverForm(request.POST or None, plan=plan)
        is_preview = request.POST.get("stap") == "bekijk"
        preview = None
        if form.is_bound and form.is_valid():
            try:
                with transaction.atomic():
                    added = form.carry_over(request.user)
                    preview = {
                        "counted": counted(added),
                        "names": [name_of(row) for row in added],
                    }
                    transaction.set_rollback(is_preview)
            except ValidationError as error:
                form.add_error(None, error.messages)
            plan.refresh_from_db()
            if form.is_valid() and not is_preview:
                return self._done(request, plan, added)
        context = {
            **self.admin_site.each_context(request),
            "title": "Afsluiten en overdragen",
            "subtitle": str(plan),
            "plan": plan,
            "form": form,
            "preview": preview,
            "opts": self.opts,
            "media": self.media + form.media,
        }
        return TemplateResponse(
            request,
            "admin/actions/plan/carry_over.html",
            context,
            status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200,
        )

    def _done(self, request, plan, added):
        count = sum(isinstance(row, Action) for row in added)
        self.message_user(
            request, f"{plan} is afgesloten. Aantal overgedragen acties: {count}."
        )
        target = plan.successor or plan
        return redirect(reverse("admin:actions_plan_change", args=[target.pk]))
