"""What a person can do to the own account: log in and out, and choose a password."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from tests.factories import PASSWORD

NEW = "een-heel-ander-wachtwoord"


def log_in(client, email: str, password: str):
    data = {"login": email, "password": password}
    return client.post(reverse("account_login"), data)


@pytest.mark.parametrize(
    "address",
    [
        "/account/signup/",
        "/account/email/",
        "/account/confirm-email/",
        "/account/confirm-email/a-key/",
        "/account/password/set/",
        "/account/login/code/",
        "/account/login/code/confirm/",
        "/account/",
    ],
)
def test_nobody_signs_up_or_chooses_another_address(client, officer, address):
    client.force_login(officer)
    other = {"email": "ander@voorbeeld.example", "action_add": "", "action_primary": ""}

    assert client.get(address).status_code == 404
    assert client.post(address, other).status_code == 404

    officer.refresh_from_db()
    assert officer.email == "anna.aalten@voorbeeld.example"
    assert not EmailAddress.objects.exclude(email=officer.email).exists()


def test_a_forgotten_password_is_chosen_anew_by_mail(client, officer):
    client.post(reverse("account_reset_password"), {"email": officer.email})
    (letter,) = mail.outbox
    link = re.search(r"https?://[^/]+(/\S+)", letter.body)[1]
    page = client.get(link, follow=True)

    chosen = client.post(
        page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}
    )

    assert chosen.url == reverse("account_reset_password_from_key_done")
    assert log_in(client, officer.email, NEW).url == reverse("home")


def test_an_account_that_is_not_active_is_told_so(client, officer):
    officer.is_active = False
    officer.save()

    answer = log_in(client, officer.email, PASSWORD)

    assert answer.url == reverse("account_inactive")
