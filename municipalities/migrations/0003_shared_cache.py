"""The table of the cache that all processes share (docs/adr/0016)."""

from django.core.management import call_command
from django.db import migrations

TABLE = "shared_cache"


def create_table(apps, schema_editor):
    """Let Django make it: its types differ per database."""
    database = schema_editor.connection.alias
    call_command("createcachetable", TABLE, database=database, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0001_initial")]

    operations = [
        migrations.RunPython(
            create_table,
            lambda apps, schema_editor: schema_editor.execute(f"DROP TABLE {TABLE}"),
        ),
    ]
