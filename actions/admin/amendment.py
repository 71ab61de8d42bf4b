"""The admin of the register of changes, which can only be read."""

from municipalities.admin.base import OwnRegionsFilter, RegionalAdmin
from municipalities.admin.rights import OnlyRead


class AmendmentAdmin(OnlyRead, RegionalAdmin):
    list_display = ["subject", "plan", "valid_from", "decided_by", "author"]
    list_filter = [("plan", OwnRegionsFilter)]
    search_fields = ["subject", "reason", "old_text", "new_text"]
    named_by = ["plan", "author"]
    fields = [
        "plan",
        "subject",
        "old_text",
        "new_text",
        "reason",
        "decided_by",
        "valid_from",
        "recorded_at",
        "author",
    ]
    shown_on = ["plan"]
