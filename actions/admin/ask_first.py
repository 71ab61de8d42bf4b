"""Asking something before rows that were chosen in a list are changed."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from municipalities.admin.base import RegionalAdmin


class AskFirst(RegionalAdmin):
    """An action on chosen rows that first asks something, on a page of its own.

    The page is an address with the rows in it, so a list and an object's own page can
    both lead to it.
    """

    def ask(self, name, rows):
        """Go to the page that asks."""
        query = urlencode([("id", row.pk) for row in rows])
        return redirect(f"{reverse(f'admin:{name}')}?{query}")

    def chosen(self, request, rows):
        """Those of these rows that the address of the page names."""
        return rows.filter(
            pk__in=[pk for pk in request.GET.getlist("id") if pk.isdecimal()]
        )

    def do(self, request, rows, **answers):
        """What is done to the rows; the answers are those of the form."""
        raise NotImplementedError

    def answer(self, request, form, rows, *, title, button):
        """Show the question; with a good answer, do it to every row, or to none."""
        if not self.regions_changed(request):
            raise PermissionDenied
        if not rows:
            self.message_user(
                request, "Kies eerst een of meer regels.", messages.WARNING
            )
            return redirect(self._changelist())
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    self.do(request, rows, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                self.message_user(request, f"{title}: {len(rows)} verwerkt.")
                return redirect(self._changelist())
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "button": button,
            "form": form,
            "rows": rows,
            "opts": self.opts,
            "changelist_url": self._changelist(),
            "media": self.media,
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200
        return TemplateResponse(request, "admin/ask_first.html", context, status=status)

    def _changelist(self):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
