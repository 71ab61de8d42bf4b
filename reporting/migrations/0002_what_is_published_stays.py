"""Let the database refuse to change what was published."""

from django.db import migrations

from reporting.frozen_rows import protect, release


def put_on(apps, editor):
    protect(editor.connection)


def take_off(apps, editor):
    release(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_reports")]

    operations = [migrations.RunPython(put_on, take_off)]
