"""Let the database refuse to change public editions of reports."""

from django.db import migrations

from reporting.frozen_public import protect, release


def put_on(apps, editor):
    protect(editor.connection)


def take_off(apps, editor):
    release(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0009_public_editions")]

    operations = [migrations.RunPython(put_on, take_off)]
