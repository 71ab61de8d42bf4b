"""The admin of regions, municipalities and regional posts."""

from django.contrib import admin

from municipalities.models import Municipality, Region, RegionalRole
from municipalities.permissions import access_of

from .base import RegionalAdmin
from .rights import NeverDeleted, covers


@admin.register(Region)
class RegionAdmin(NeverDeleted, RegionalAdmin):
    """A superuser makes a region, the first one too; its administrator names it."""

    changed_by = "administers"
    search_fields = ["name"]
    fields = ["name", "attaches_reports"]

    def has_module_permission(self, request):
        return super().has_module_permission(request) or self.has_add_permission(
            request
        )

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return self.has_module_permission(request)
        return super().has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return access_of(request.user).makes_regions


@admin.register(Municipality)
class MunicipalityAdmin(RegionalAdmin):
    """What a municipality is called is for the administrator; the rest for both."""

    changed_by = "administers"
    list_display = ["name", "code", "contact_email", "reporting_route_on"]
    search_fields = ["name", "code"]
    fixed = ["region"]
    fields = [
        "region",
        "name",
        "code",
        "contact_email",
        "reporting_route_on",
        "reporting_route_url",
    ]
    named_by = ["region"]
    instead_of_deleting = (
        "Een gemeente met mensen of voortgang blijft bestaan. Stopt zij met een plan,"
        " geef dan bij het plan een einddatum aan haar deelname."
    )

    def has_change_permission(self, request, obj=None):
        return covers(self.regions_seen(request), obj)

    def get_readonly_fields(self, request, obj=None):
        if self.has_delete_permission(request, obj):
            return super().get_readonly_fields(request, obj)
        return ["region", "name", "code"]


@admin.register(RegionalRole)
class RegionalRoleAdmin(RegionalAdmin):
    """The posts that lead actions for the region."""

    changed_by = "administers"
    list_display = ["name", "region"]
    search_fields = ["name"]
    fixed = ["region"]
    fields = ["region", "name"]
    named_by = ["region"]
    instead_of_deleting = (
        "Een functie die acties trekt of getrokken heeft, blijft bestaan. Geef de"
        " acties eerst een andere trekker."
    )
