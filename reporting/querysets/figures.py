"""Named questions about figures."""

from datetime import date
from typing import Self

from django.db.models import Max

from actions.as_of import end_of
from actions.periods import Quarter
from actions.querysets import AppendOnlyQuerySet


class ObservationQuerySet(AppendOnlyQuerySet):
    """What was counted."""

    def newest(self) -> Self:
        """Without what was corrected since."""
        return self.filter(corrected_by=None)

    def of_quarter(self, quarter: Quarter) -> Self:
        return self.filter(year=quarter.year, quarter_number=quarter.number)


class ReleaseQuerySet(AppendOnlyQuerySet):
    """Published tables."""

    def published_by(self, day: date) -> Self:
        """What was in force at the end of a day."""
        return self.filter(recorded_at__lte=end_of(day)).newest()

    def with_figures(self) -> Self:
        """With what they show."""
        return self.select_related("indicator").prefetch_related(
            "figures__municipality"
        )

    def newest(self) -> Self:
        """Of each indicator and quarter the last one."""
        last = (
            self.order_by()
            .values("indicator", "year", "quarter_number")
            .annotate(last=Max("pk"))
        )
        return self.filter(pk__in=last.values("last"))
