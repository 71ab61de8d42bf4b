"""What the admin of municipalities has in addition here, where there are plans."""

from django.contrib import admin
from django.urls import reverse

from actions.models import Plan
from municipalities.admin.places import MunicipalityAdmin
from municipalities.models import Municipality

admin.site.unregister(Municipality)


@admin.register(Municipality)
class MunicipalityWithPageAdmin(MunicipalityAdmin):
    """Leads to the page of the municipality in its newest plan."""

    def view_on_site(self, obj):
        plans = Plan.objects.filter(participations__municipality=obj).newest_first()
        plan = plans.first()
        return plan and reverse("actions:municipality", args=[plan.pk, obj.code])
