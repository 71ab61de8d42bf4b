"""Texts of figures get a greatest length, of which the forms tell.

In the database they stay a text like any other: nothing is done there, for SQLite would
make the table anew, and lose the triggers that keep figures as they are.
"""

from django.db import migrations, models


def note() -> models.TextField:
    return models.TextField(
        blank=True,
        help_text="Wat wel en niet meetelt.",
        max_length=1000,
        verbose_name="toelichting",
    )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0007_moment_of_figures")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("indicator", "note", note()),
                migrations.AlterField("historicalindicator", "note", note()),
                migrations.AlterField(
                    "observation",
                    "reason",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="reden van de verbetering",
                    ),
                ),
            ]
        ),
    ]
