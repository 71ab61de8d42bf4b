"""Choosing a password: what is asked of it, and the forms that ask for it.

Django's validators and allauth's forms decide; the words are ours where theirs are
English, are no good Dutch, or call the user "je".
"""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    PasswordVerificationMixin,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)


class LongEnough(MinimumLengthValidator):
    """A password of a least number of characters."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Gebruik {self.min_length} tekens of meer."


class UnlikeThePerson(UserAttributeSimilarityValidator):
    """A password that does not follow from who somebody is."""

    def get_error_message(self) -> str:
        return "Dit wachtwoord lijkt te veel op uw %(verbose_name)s."

    def get_help_text(self) -> str:
        return "Uw wachtwoord mag niet te veel op uw naam of e-mailadres lijken."


class NotCommon(CommonPasswordValidator):
    """A password that is not one of those that are tried first."""

    def get_error_message(self) -> str:
        return "Dit wachtwoord gebruiken veel mensen. Kies een ander."


class TypedTwice(PasswordVerificationMixin):
    """A form on which the new password is typed twice."""

    def clean(self) -> dict[str, Any]:
        data = super(PasswordVerificationMixin, self).clean()  # instead of allauth's
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Dit is een ander wachtwoord dan het eerste.")
        return data


class ChangeForm(TypedTwice, ChangePasswordForm):
    """Choose another password, knowing the present one."""


class SetForm(TypedTwice, SetPasswordForm):
    """Choose a first password, when logged in without one."""


class ResetForm(TypedTwice, ResetPasswordKeyForm):
    """Choose a password after following the link in a mail."""
