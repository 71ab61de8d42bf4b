from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    """The moment is given by who writes; in the database nothing changes.

    So no table is rebuilt, and on SQLite the triggers stay on.
    """

    dependencies = [("reporting", "0006_deliveries")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "observation",
                    "recorded_at",
                    models.DateTimeField(
                        "vastgelegd op", default=timezone.now, editable=False
                    ),
                ),
                migrations.AlterField(
                    "figurerelease",
                    "recorded_at",
                    models.DateTimeField(
                        "vrijgegeven op", default=timezone.now, editable=False
                    ),
                ),
            ]
        )
    ]
