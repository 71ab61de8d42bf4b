"""How allauth's log-in behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator or a coordinator, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
