"""What every page shows around its content."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from municipalities.addresses import address
from municipalities.models import Region
from municipalities.permissions import access_of
from municipalities.prepared import Prepared


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A link in the main navigation."""

    label: str
    url: str
    is_current: bool


def site(request: HttpRequest) -> dict[str, object]:
    """The site's name, whether its progress is made up, and where one can go."""
    return {
        "site_name": settings.SITE_NAME,
        "is_demo": bool(_demo_regions()),
        "navigation": _navigation(request),
    }


@Prepared
def _demo_regions() -> QuerySet[Region, int]:
    return Region.objects.filter(is_demo=True).order_by().values_list("pk", flat=True)


def _navigation(request: HttpRequest) -> tuple[NavigationItem, ...]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ()
    access = access_of(user)
    choices = [
        (access.may_report, "Mijn acties", address("actions:my-tracks")),
        (bool(access.works_for), "Mijn gemeente", address("actions:my-municipality")),
        (bool(access.sees_plan_of), "Overzicht", address("actions:overview")),
        (access.may_read_reports, "Rapportages", address("reporting:reports")),
        (access.may_use_admin, "Beheer", address("admin:index")),
    ]
    return tuple(
        NavigationItem(label, url, is_current=request.path.startswith(url))
        for allowed, label, url in choices
        if allowed
    )
