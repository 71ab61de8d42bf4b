"""How allauth's log-in behaves here, and what it says when something is wrong."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from .models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator or a coordinator, never by a visitor."""

    # In the place of those that call the user "je".
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_password_reset_mail(
        self, user: User, email: str, context: dict[str, Any]
    ) -> None:
        """Mail the link with which to choose a password: a first one, or another."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)
        else:
            self.send_mail("account/email/invitation", email, context)
