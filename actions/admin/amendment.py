"""The admin of the register of changes, which can only be read."""

from actions.models import AmendmentLine
from municipalities.admin.base import OwnRegionsFilter, RegionalAdmin, RegionalInline
from municipalities.admin.rights import OnlyRead


class AmendmentLineInline(OnlyRead, RegionalInline):
    """What was changed, field by field."""

    model = AmendmentLine
    fields = ["subject", "label", "kind", "old_text", "new_text"]


class AmendmentAdmin(OnlyRead, RegionalAdmin):
    list_display = ["reason", "plan", "valid_from", "decided_by", "author"]
    list_filter = [("plan", OwnRegionsFilter)]
    search_fields = ["reason", "decided_by", "lines__subject"]
    named_by = ["plan", "author"]
    fields = [
        "plan",
        "reason",
        "decided_by",
        "valid_from",
        "recorded_at",
        "author",
    ]
    inlines = [AmendmentLineInline]
    shown_on = ["plan"]
