from django.db import migrations, models
from django.db.models import F, Max


def close_older_rounds(apps, schema_editor):
    """Of the rounds of a plan that are open, leave the newest; the rest ended as agreed."""
    rounds = apps.get_model("actions", "ReportingRound").objects.using(
        schema_editor.connection.alias
    )
    is_open = rounds.filter(closed_on=None)
    newest = is_open.order_by().values("plan").annotate(day=Max("opens_on"))
    for row in newest:
        older = is_open.filter(plan=row["plan"], opens_on__lt=row["day"])
        older.update(closed_on=F("closes_on"))


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0008_names_unique_without_case"),
    ]

    operations = [
        migrations.RunPython(close_older_rounds, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="reportinground",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on", None)),
                fields=("plan",),
                name="round_one_open_per_plan",
                violation_error_message="Er loopt nog een ronde van dit plan. Sluit die eerst: vul daar in op welke dag zij gesloten is.",
            ),
        ),
    ]
