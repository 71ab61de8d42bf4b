"""An error leaves a trace, without what somebody typed."""

import logging
import sys

from django.db import IntegrityError

from achterhoek.log import WithoutValues
from tests.test_settings import SET_UP, start

BREAK = f"""
{SET_UP}
from django.conf import settings
from django.test import Client
settings.ROOT_URLCONF = "tests.broken_urls"
settings.STORAGES["staticfiles"]["BACKEND"] = (  # without collectstatic
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
answer = Client(SERVER_NAME="monitor.example", raise_request_exception=False).post(
    "/kapot/?zoek=Anna", {{"note": "Over Bas"}}
)
print(answer.status_code)
"""


def test_an_error_goes_to_stderr_with_its_traceback_and_nothing_of_the_person():
    started = start(BREAK)

    assert started.stdout.strip() == "500"
    assert "ERROR django.request: Internal Server Error: /kapot/" in started.stderr
    assert "RuntimeError: Something broke" in started.stderr
    assert "tests/broken_urls.py" in started.stderr
    assert "Anna" not in started.stderr
    assert "Bas" not in started.stderr


def test_what_is_logged_is_a_setting():
    code = f"{SET_UP}; import logging; logging.getLogger('actions').info('Gelezen')"

    assert "Gelezen" not in start(code).stderr
    assert "INFO actions: Gelezen" in start(code, LOG_LEVEL="INFO").stderr


def test_the_values_that_postgresql_repeats_are_left_out():
    try:
        raise IntegrityError(
            'duplicate key value violates unique constraint "user_email"\n'
            "DETAIL:  Key (email)=(anna@aalten.example) already exists."
        )
    except IntegrityError:
        record = logging.LogRecord(
            "django", logging.ERROR, "", 0, "Error", None, sys.exc_info()
        )

    written = WithoutValues("%(message)s").format(record)

    assert "Traceback" in written
    assert 'violates unique constraint "user_email"' in written
    assert "anna" not in written
