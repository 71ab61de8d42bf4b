"""Logging in and passwords: all that the pages say is Dutch, and calls the user "u"."""

import inspect
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.cache import cache
from django.core.validators import BaseValidator
from django.forms import Form
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext, override

from municipalities import urls
from municipalities.accounts import AccountAdapter
from tests.factories import PASSWORD

FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
NEW = "een-heel-ander-wachtwoord"


@pytest.fixture(autouse=True)
def no_earlier_attempts(db) -> Iterator[None]:
    """allauth counts in the cache how often somebody tried."""
    cache.clear()
    yield
    cache.clear()


# What allauth's code can say


def form_classes(
    routes: list[URLPattern | URLResolver] = urls.urlpatterns,
) -> Iterator[type[Form]]:
    """The forms behind the routes of log-in and passwords."""
    for route in routes:
        if isinstance(route, URLResolver):
            yield from form_classes(route.url_patterns)
        elif hasattr(view := getattr(route.callback, "view_class", None), "form_class"):
            yield view().get_form_class()


def said_by(form: type[Form]) -> Iterator[tuple[str, str]]:
    """Each message of a form, in English and as it is shown."""
    for _, method in inspect.getmembers(form, inspect.isfunction):
        if not method.__module__.startswith("allauth."):
            continue
        source = inspect.getsource(method)
        for text in re.findall(r'\b_\(\s*"([^"]+)"', source):
            yield text, gettext(text)
        for name in re.findall(r'validation_error\(\s*f?"([^"]+)"', source):
            key = name.replace("{login_method.value}", "email")
            with override("en"):
                english = str(DefaultAccountAdapter.error_messages[key])
            yield english, str(AccountAdapter.error_messages[key])
    for field in form.base_fields.values():
        messages = [
            field.label,
            *field.error_messages.values(),
            *map(message_of, field.validators),
        ]
        for message in filter(None, messages):
            with override("en"):
                english = str(message)
            yield english, str(message)


def message_of(validator: Callable[[str], None]) -> object:
    """What a validator says; those that name a number count it in when they say it."""
    return "" if isinstance(validator, BaseValidator) else validator.message


@pytest.mark.parametrize("form", list(form_classes()), ids=lambda form: form.__name__)
def test_no_form_can_say_something_in_english_or_with_je(form):
    messages = dict(said_by(form))

    assert messages
    assert [shown for english, shown in messages.items() if shown == english] == []
    assert [shown for shown in messages.values() if FAMILIAR.search(shown)] == []


# What the pages say


def errors(response) -> list[str]:
    """The errors on a page, those of the form as a whole too."""
    form = response.context["form"]
    return [str(error) for errors in form.errors.values() for error in errors]


def log_in(client, email: str, password: str):
    data = {"login": email, "password": password}
    return client.post(reverse("account_login"), data)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, officer):
    wrong = errors(log_in(client, officer.email, "een-verkeerd-wachtwoord"))
    unknown = errors(log_in(client, "niemand@voorbeeld.example", PASSWORD))

    assert wrong == unknown == ["Het e-mailadres of het wachtwoord klopt niet."]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("account_reauthenticate", {"password": "verkeerd"}),
        ("account_change_password", {"oldpassword": "verkeerd"}),
        ("account_reset_password", {"email": "geen adres"}),
    ],
)
def test_a_form_filled_in_wrong_is_shown_again_as_such(client, officer, name, wrong):
    client.force_login(officer)

    answer = client.post(reverse(name), wrong)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert errors(answer)


def test_that_goes_for_logging_in_too(client, officer):
    answer = log_in(client, officer.email, "een-verkeerd-wachtwoord")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_who_tries_too_often_has_to_wait(client, officer):
    for _ in range(5):
        log_in(client, officer.email, "een-verkeerd-wachtwoord")

    answer = errors(log_in(client, officer.email, PASSWORD))

    assert answer == ["Te veel inlogpogingen. Probeer het later nogmaals."]


def test_who_asks_too_often_sees_a_page_that_says_so(client, officer):
    data = {"email": officer.email}
    for _ in range(5):
        client.post(reverse("account_reset_password"), data)

    answer = client.post(reverse("account_reset_password"), data)

    assert answer.status_code == 429
    assert "Dat ging te snel" in answer.content.decode()


def test_the_present_password_is_asked_before_another_is_set(client, officer):
    client.force_login(officer)
    data = {"oldpassword": "iets-anders", "password1": NEW, "password2": NEW}

    answer = client.post(reverse("account_change_password"), data)

    assert errors(answer) == ["Dit is niet uw huidige wachtwoord."]


# Passwords


def ask_for_password(client, user, route: str):
    """Open the page on which a user chooses a password; gives its address."""
    if route == "account_reset_password_from_key":
        key = default_token_generator.make_token(user)
        address = reverse(route, args=[user_pk_to_url_str(user), key])
        return client.get(address).url
    client.force_login(user)
    return reverse(route)


@pytest.mark.parametrize(
    "route", ["account_change_password", "account_reset_password_from_key"]
)
def test_a_new_password_is_typed_twice_on_every_page(client, officer, route):
    address = ask_for_password(client, officer, route)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": f"{NEW}!"}

    answer = client.post(address, data)

    assert errors(answer) == ["Dit is een ander wachtwoord dan het eerste."]

    client.post(address, data | {"password2": NEW})

    officer.refresh_from_db()
    assert officer.check_password(NEW)


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("kort!", "Dit wachtwoord is te kort. Gebruik 12 tekens of meer."),
        ("voorbeeld.example", "Dit wachtwoord lijkt te veel op uw e-mailadres."),
        ("anna aalten!", "Dit wachtwoord lijkt te veel op uw naam."),
        ("startfinding", "Dit wachtwoord gebruiken veel mensen. Kies een ander."),
        ("918273645546372819", "Dit wachtwoord bevat alleen cijfers."),
    ],
)
def test_a_weak_password_is_refused_with_what_is_wrong(
    client, officer, password, expected
):
    client.force_login(officer)
    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}

    answer = client.post(reverse("account_change_password"), data)

    assert errors(answer) == [expected]


def test_the_page_says_beforehand_what_a_password_must_be(client, officer):
    client.force_login(officer)

    page = client.get(reverse("account_change_password")).content.decode()

    assert password_validators_help_texts() == [
        "Uw wachtwoord mag niet te veel op uw naam of e-mailadres lijken.",
        "Uw wachtwoord moet minstens 12 tekens lang zijn.",
        "Uw wachtwoord mag geen veelgebruikt wachtwoord zijn.",
        "Uw wachtwoord mag niet volledig uit cijfers bestaan.",
    ]
    assert all(text in page for text in password_validators_help_texts())
