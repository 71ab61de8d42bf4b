"""The site map: each app's routes, log-in and the admin."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("beheer/", admin.site.urls),
    path("", include("reporting.urls")),
    path("", include("actions.urls")),
]
