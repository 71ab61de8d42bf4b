"""What a person may do in the admin: it follows from the roles held today."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model

from municipalities.permissions import access_of


def follow(row: Model, path: str) -> Any:
    """What a path such as "objective__action_line" leads to; None if it breaks off."""
    try:
        return attrgetter(path.replace("__", "."))(row)
    except (AttributeError, ObjectDoesNotExist):
        return None


def region_of(row: Any) -> int | None:
    """The primary key of the region that a row belongs to."""
    for path in row.region_paths:
        region = follow(row, path if path == "pk" else f"{path}_id")
        if region is not None:
            return region
    return None


def covers(regions: frozenset[int], row: Model | None) -> bool:
    """Whether a row lies in one of the regions; without a row, if there are any."""
    return bool(regions) if row is None else region_of(row) in regions


class RegionalRights(BaseModelAdmin):
    """Opens an admin or an inline for the regions in which a person holds a role.

    `seen_by` and `changed_by` name the set of regions, of `Access`, in which a person
    may look and may change. An inline is judged by the object on whose page it stands.
    """

    seen_by = "manages_people_of"
    changed_by = "coordinates"
    named_by: Iterable[str] = ()
    """Relations that naming a row takes, read along with it."""

    def regions_seen(self, request):
        return getattr(access_of(request.user), self.seen_by)

    def regions_changed(self, request):
        return getattr(access_of(request.user), self.changed_by)

    def has_module_permission(self, request):
        return bool(self.regions_seen(request))

    def has_view_permission(self, request, obj=None):
        return covers(self.regions_seen(request), obj)

    def has_add_permission(self, request, obj=None):
        return covers(self.regions_changed(request), obj)

    def has_change_permission(self, request, obj=None):
        return covers(self.regions_changed(request), obj)

    def has_delete_permission(self, request, obj=None):
        return covers(self.regions_changed(request), obj)

    def get_queryset(self, request):
        """The rows that this person may see, with what their names are made of."""
        rows = self.limit(super().get_queryset(request), self.regions_seen(request))
        return rows.select_related(*self.named_by) if self.named_by else rows

    def limit(self, rows, regions):
        """Only the rows of these regions."""
        return rows.in_regions(regions)

    def get_field_queryset(self, db, db_field, request):
        """What a field may be set to: rows of the regions that this person changes.

        It limits the choices shown and those accepted alike.
        """
        related: Any = self.admin_site.get_model_admin(db_field.related_model)
        return related.limit(
            related.get_queryset(request), self.regions_changed(request)
        )


class NeverAdded:
    """Rows that come to be in another way than by adding them here."""

    def has_add_permission(self, request, obj=None):
        return False


class NeverDeleted:
    """Rows that are kept for good."""

    def has_delete_permission(self, request, obj=None):
        return False


class OnlyRead(NeverAdded, NeverDeleted):
    """Rows that are shown here and written elsewhere."""

    def has_change_permission(self, request, obj=None):
        return False
