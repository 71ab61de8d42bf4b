"""Attempts to log in are counted over all processes."""

from http import HTTPStatus

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD
from tests.test_settings import SET_UP, start

LIMIT = 5

ATTEMPTS = f"""
{SET_UP}
from django.conf import settings
from django.test import Client
settings.STORAGES["staticfiles"]["BACKEND"] = (  # without collectstatic
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
client = Client(SERVER_NAME="monitor.example")
for password in PASSWORDS:
    data = {{"login": "anna@aalten.example", "password": password}}
    print(client.post("/account/login/", data).status_code)
"""
MAKE_USER = f"""
{SET_UP}
from django.core.management import call_command
from municipalities.models import User
call_command("migrate", verbosity=0)
User.objects.create_user("anna@aalten.example", "{PASSWORD}", name="Anna")
"""


def attempt(email: str, password: str, **request: str):
    data = {"login": email, "password": password}
    return Client().post(reverse("account_login"), data, **request)


def test_attempts_in_several_processes_are_added_up(tmp_path):
    """On a new database, so the table of the counts has come by `migrate`."""
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}

    def process(*passwords: str) -> str:
        code = f"PASSWORDS = {passwords!r}\n{ATTEMPTS}"
        return start(code, **database).stdout.split()

    assert start(MAKE_USER, **database).returncode == 0
    assert process(PASSWORD) == ["302"]
    assert process(*["verkeerd"] * (LIMIT - 2)) == ["422"] * (LIMIT - 2)
    assert process(*["verkeerd"] * 2) == ["422"] * 2

    assert process(PASSWORD) == ["422"]


def test_who_tried_too_often_has_to_wait(officer):
    for _ in range(LIMIT):
        attempt(officer.email, "een-verkeerd-wachtwoord")

    answer = attempt(officer.email, PASSWORD)

    assert "Te veel inlogpogingen" in str(answer.context["form"].errors)


def test_behind_a_proxy_the_clients_are_told_apart(settings, officer):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    one, other = (
        {"HTTP_X_FORWARDED_FOR": "203.0.113.7"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.8"},
    )
    for number in range(30):
        attempt(f"{number}@voorbeeld.example", "verkeerd", **one)

    assert attempt(officer.email, PASSWORD, **one).status_code != 302
    assert attempt(officer.email, PASSWORD, **other).status_code == 302


def test_many_addresses_do_not_push_out_the_count_of_one(officer):
    """Django's own limit of a cache is 300 entries."""
    for _ in range(LIMIT):
        attempt(officer.email, "een-verkeerd-wachtwoord")
    for number in range(400):
        cache.set(f"0-{number}", [0], 300)

    answer = attempt(officer.email, PASSWORD)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
