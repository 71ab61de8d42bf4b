"""Let the database refuse to change figures and what was shown of them."""

from django.db import migrations

from reporting.frozen_figures import protect, release


def put_on(apps, editor):
    protect(editor.connection)


def take_off(apps, editor):
    release(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_figures")]

    operations = [migrations.RunPython(put_on, take_off)]
