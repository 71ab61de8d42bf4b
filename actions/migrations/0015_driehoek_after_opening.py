from django.db import migrations, models
from django.db.models import F


def clear_earlier_days(apps, schema_editor):
    """A driehoek before its round opened was a slip; its history keeps that day."""
    rounds = apps.get_model("actions", "ReportingRound").objects.using(
        schema_editor.connection.alias
    )
    rounds.filter(driehoek_on__lt=F("opens_on")).update(driehoek_on=None)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0014_division_of_budget_lines"),
    ]

    operations = [
        migrations.RunPython(clear_earlier_days, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="reportinground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("driehoek_on", None),
                    ("driehoek_on__gte", models.F("opens_on")),
                    _connector="OR",
                ),
                name="round_driehoek_after_opening",
                violation_error_code="driehoek_on",
                violation_error_message="De driehoek is voordat de ronde opent.",
            ),
        ),
    ]
