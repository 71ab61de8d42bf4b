"""The admin site: who may open it, and what it is called."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest

from municipalities.permissions import access_of


class MonitorAdminSite(admin.AdminSite):
    """Opens for coordinators and administrators, through the site's own log-in."""

    site_header = "Beheer uitvoeringsplan"
    site_title = "Beheer"
    index_title = "Plan, voortgang en mensen"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return access_of(request.user).may_use_admin

    login = secure_admin_login(admin.AdminSite.login)
