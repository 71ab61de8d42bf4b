"""The admin site: who may open it, and what it is called."""

from operator import itemgetter

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.templatetags import admin_list
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html

from municipalities.permissions import access_of


def yes_or_no(value):
    """The icon of a field that is true or not, with its meaning in Dutch."""
    icon, meaning = {
        True: ("yes", "Ja"),
        False: ("no", "Nee"),
        None: ("unknown", "Onbekend"),
    }[value]
    source = static(f"admin/img/icon-{icon}.svg")
    return format_html('<img src="{}" alt="{}">', source, meaning)


# Django writes "True", "False" and "None" beside the icon, and has no place to say it
# otherwise. It looks this function up each time.
admin_list._boolean_icon = yes_or_no  # type: ignore[attr-defined]


class MonitorAdminSite(admin.AdminSite):
    """Opens for coordinators and administrators, through the site's own log-in."""

    site_header = "Beheer uitvoeringsplan"
    site_title = "Beheer"
    index_title = "Beheer"
    site_url = "/"
    enable_nav_sidebar = False

    def register(
        self,
        model_or_iterable,
        admin_class=None,
        **options,
    ):
        """Take what knows our rights; groups and such from packages give none here."""
        if hasattr(admin_class, "regions_seen"):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request):
        return access_of(request.user).may_use_admin

    def login(self, request, extra_context=None):
        """Send to the site's own log-in; who is logged in without rights stops here."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied("Deze pagina is voor coördinatoren en beheerders.")
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or request.get_full_path()
        return redirect_to_login(wanted, settings.LOGIN_URL)

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def get_app_list(self, request, app_label=None):
        """The plan before the people, and models in the order of their registration.

        Every page asks for it, for a sidebar that is not there; few use it.
        """

        def ordered():
            apps = self._build_app_dict(request, app_label).values()
            return sorted(apps, key=itemgetter("app_label"))

        return SimpleLazyObject(ordered)
