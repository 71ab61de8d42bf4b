"""Routes of log-in and passwords, under the names by which allauth knows them.

Not allauth's own list: there, people sign up and choose another address themselves. An
account is made by an administrator, for an address that the organisation knows.
"""

from allauth.account import views
from django.urls import include, path, re_path

from .unprocessable import unprocessable_when_wrong

# /account/: coming in and going out
login_urls = [
    path("login/", unprocessable_when_wrong(views.login), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path(
        "reauthenticate/",
        unprocessable_when_wrong(views.reauthenticate),
        name="account_reauthenticate",
    ),
]

# /account/password/: by who knows it, and by who follows the link of a mail
password_urls = [
    path(
        "change/",
        unprocessable_when_wrong(views.password_change),
        name="account_change_password",
    ),
    path(
        "reset/",
        unprocessable_when_wrong(views.password_reset),
        name="account_reset_password",
    ),
    path("reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        unprocessable_when_wrong(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]

urlpatterns = [
    *login_urls,
    path("password/", include(password_urls)),
]
