"""What others see of the numbers that coordinators entered."""

from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat

from .models import Observation, ReleasedFigure


def with_shown(observations: QuerySet[Observation]) -> QuerySet[Observation]:
    """With `is_published`, and of what is: `shown`, `shown_small` and `shown_at`.

    `shown` is None where the number is withheld. It costs no query more.
    """
    # A cell is the sum of one number; as text both databases write that alike.
    key = Concat(
        Value("["),
        Cast(OuterRef("pk"), CharField()),
        Value("]"),
        output_field=TextField(),
    )
    cells = (
        ReleasedFigure.objects.filter(
            release__indicator=OuterRef("indicator"),
            release__year=OuterRef("year"),
            release__quarter_number=OuterRef("quarter_number"),
        )
        .annotate(key=Cast("atoms", TextField()))
        .filter(key=key)
        .order_by("pk")
    )

    def first(field: str, kind: type) -> Subquery:
        return Subquery(cells.values(field)[:1], output_field=kind())

    return observations.annotate(
        is_published=Exists(cells),
        shown=first("amount", IntegerField),
        shown_small=first("is_small", BooleanField),
        shown_at=first("release__recorded_at", DateTimeField),
    )
