"""Lists of the admin: what they say of every row takes no template and no route."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import quote
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html

from municipalities.addresses import address


class LinkedList(ChangeList):
    """A list that remembers the addresses to which its rows lead."""

    def url_for_result(self, result):
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return address(page, quote(getattr(result, self.pk_attname)))


class ListAdmin(admin.ModelAdmin):
    """What stands before each row, and where the row leads to."""

    def get_changelist(self, request, **kwargs):
        return LinkedList

    def action_checkbox(self, obj):
        """As Django's, which renders a widget for each row."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select"'
            ' aria-label="Aanvinken: {}">',
            ACTION_CHECKBOX_NAME,
            obj.pk,
            obj,
        )
