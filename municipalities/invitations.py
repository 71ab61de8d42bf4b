"""The mail with which somebody gets to set a password."""

from allauth.account.forms import ResetPasswordForm
from allauth.core.context import request_context
from django.http import HttpRequest

from .models import User


def invite(user: User, request: HttpRequest) -> bool:
    """Mail a person the link with which to set a password; False if that cannot be."""
    form = ResetPasswordForm({"email": user.email})
    if not user.is_active or not form.is_valid():
        return False
    with request_context(request):  # once it is saved, the request may be over
        form.save(request)
    return True
