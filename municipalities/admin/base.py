"""What every admin and inline of this product is made of."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms.models import _get_foreign_key
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from municipalities.history import give_reason, history_of
from municipalities.timeline import Timeline, Versions
from municipalities.versions import VersionedFormSet, lock, with_versions

from .lists import ListAdmin
from .reason import ReasonForm, RegionalForm, ask_for_reason
from .rights import RegionalRights, follow

SAFE_LINKS: Mapping[type[models.Field], Mapping[str, Any]] = {
    models.URLField: {"assume_scheme": "https"}
}
"""An address without a scheme is one of a secure site."""


class SelectionForm(ActionForm):
    """The choice above a list; "actie" is a word of the plan, so it is avoided."""

    action = forms.ChoiceField(label="Met de aangevinkte regels:")


class RegionalAdmin(RegionalRights, ListAdmin):
    """The admin of one model: rights by role, a reason with each change, a history."""

    form = ReasonForm
    formfield_overrides = SAFE_LINKS
    action_form = SelectionForm
    empty_value_display = "–"
    show_full_result_count = False
    events_per_page = 50
    fixed: Iterable[str] = ()
    """Fields that are chosen when adding, and stay."""
    shown_on: Iterable[str] = ()
    """Relations on whose page of the site an object without a page is shown."""
    instead_of_deleting = ""
    """What to do when deleting is refused."""

    def get_actions(self, request):
        """With our own deletion of several: it says what to do when it is refused."""
        available = super().get_actions(request)
        if "delete_selected" in available:
            ours = (type(self).delete_chosen, "delete_selected", "Verwijderen")
            available["delete_selected"] = ours
        return available

    def view_on_site(self, obj):
        """The address of its page on the site, or of what it is a part of."""
        for page in (obj, *(follow(obj, path) for path in self.shown_on)):
            if hasattr(page, "get_absolute_url"):
                return page.get_absolute_url()
        return None

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *self.fixed] if obj else fields

    # Saving

    def get_object(self, request, object_id, from_field=None):
        """With the version that is shown; held when it is about to be changed."""
        rows = self.get_queryset(request)
        field: Any = self.opts.get_field(from_field) if from_field else self.opts.pk
        try:
            rows = rows.filter(**{field.name: field.to_python(object_id)})
        except (ValidationError, ValueError):
            return None
        if hasattr(self.model, "history"):
            if request.method == "POST":
                lock(rows)
            rows = with_versions(rows)
        return rows.first()

    def save_model(self, request, obj, form, change):
        """Save what changed; a row that did not change gets no line in its history."""
        give_reason(obj, form.cleaned_data["change_reason"])
        if form.changes_the_row or not change:
            self.save_row(request, obj, change)

    def save_row(self, request, obj, change):
        """Write the row itself."""
        obj.save()

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            give_reason(row.instance, form.cleaned_data["change_reason"])
        formset.save()

    # What is said afterwards

    def response_add(self, request, obj, *args, **kwargs):
        request.done = "Toegevoegd", self._link(request, obj)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        request.done = "Opgeslagen", self._link(request, obj)
        return super().response_change(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        request.done = "Verwijderd", obj_display
        return super().response_delete(request, obj_display, obj_id)

    def message_user(self, request, message, *args, **kwargs):
        """Say what was done in our words: Django's make each Dutch noun a "de"-word."""
        if done := request.__dict__.pop("done", None):
            message = format_html("{}: {}.", *done)
        super().message_user(request, message, *args, **kwargs)

    def _link(self, request, obj):
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(page, args=[obj.pk]), obj)

    # Deleting

    def delete_chosen(self, request, queryset):
        form = ask_for_reason(request)
        response = delete_selected(self, request, queryset)
        if isinstance(response, TemplateResponse):
            context = {"instead": self.instead_of_deleting, "form": form}
            response.context_data = (response.context_data or {}) | context
            response.status_code = (
                HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200
            )
        return response

    def delete_view(self, request, object_id, extra_context=None):
        form = ask_for_reason(request)
        context = {"instead": self.instead_of_deleting, "form": form}
        context |= extra_context or {}
        response = super().delete_view(request, object_id, context)
        if form.errors:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    def get_deleted_objects(self, objs, request):
        """Who may delete a row may delete its parts; the protected still stop it."""
        deleted, counts, _, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set(), protected

    def delete_model(self, request, obj):
        self.delete_rows(request, [obj])

    def delete_queryset(self, request, queryset):
        request.done = "Verwijderd", queryset.count()
        self.delete_rows(request, queryset)

    def delete_rows(self, request, rows):
        """Delete one by one, so that each deletion enters the history."""
        for row in rows:
            give_reason(row, request.POST.get("change_reason", ""))
            row.delete()

    # History

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        """Who did what to the object and its parts, when and why."""
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        if obj is None or not hasattr(obj, "history"):
            raise Http404
        histories = self.get_histories(request, obj)
        timeline = Timeline(Versions(rows, request.user) for rows in histories)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Geschiedenis: {obj}",
            "events": timeline.page(request.GET.get("p"), self.events_per_page),
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": obj,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/object_history.html", context)

    def get_histories(self, request, obj):
        """The versions of the object, and of the parts that its page edits."""
        histories = [history_of(self.model, id=obj.pk)]
        for inline in self.get_inline_instances(request, obj):
            whole = _get_foreign_key(self.model, inline.model, inline.fk_name)
            histories.append(history_of(inline.model, **{whole.name: obj}))
        return histories


class OwnRegionsFilter(admin.RelatedFieldListFilter):
    """A filter on a relation that offers only what this person may see."""

    def field_choices(self, field, request, model_admin):
        related = model_admin.admin_site.get_model_admin(field.related_model)
        return [(row.pk, str(row)) for row in related.get_queryset(request)]


class RegionalInline(RegionalRights, admin.TabularInline):
    """Parts of an object, as rows of a table on its page."""

    form = RegionalForm
    formset = VersionedFormSet
    formfield_overrides = SAFE_LINKS
    extra = 0
    view_on_site = False

    def get_formset(self, request, obj=None, **kwargs):
        """A box to tick that says what it does; the column is all that one sees."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.deletion_widget = forms.CheckboxInput({"aria-label": "Verwijderen"})
        return formset

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A plain field: the links beside it would crowd the table.

        Its label is the head of the column; who cannot see that hears it this way.
        """
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if field:
            field.widget.attrs["aria-label"] = capfirst(field.label)
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Read the choices once for the table, instead of once for every row."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field:
            field.choices = list(
                iter(field.iterator(field))
            )  # its len() would count them
        return field
