"""What a municipality enters once, and the plan asks in several places."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q


class Fact(models.TextChoices):
    """Something about a municipality that actions, results and milestones repeat."""

    REPORTING_ROUTE = "reporting_route", "meldroute vastgesteld"
    OFFICER = "officer", "aandachtsfunctionaris aangewezen"
    TRAINED = "trained", "aandachtsfunctionaris getraind"


def fact_field() -> models.CharField:
    """The fact of a municipality that says the same as a part of the plan."""
    return models.CharField(
        "zegt hetzelfde als",
        max_length=20,
        choices=Fact,
        blank=True,
        help_text=(
            "Vult een gemeente dit gegeven in, dan krijgt zij een voorstel voor de"
            " stand hiervan."
        ),
    )


ONLY_LOCAL = (
    "Alleen wat per gemeente is, kan hetzelfde zeggen als een gegeven van een gemeente."
)


def refuse_fact_of_region(fact: str, *, is_local: bool) -> None:
    """Raise ValidationError where the constraint below would refuse the row.

    A form that shows only one of the fields does not ask that.
    """
    if fact and not is_local:
        raise ValidationError(ONLY_LOCAL)


def fact_constraint(model: str, **is_local: object) -> models.CheckConstraint:
    """The rule that only what each municipality does itself repeats a fact of it."""
    return models.CheckConstraint(
        condition=Q(fact="") | Q(**is_local),
        name=f"{model}_fact_only_per_municipality",
        violation_error_message=ONLY_LOCAL,
    )
