"""The site map: each app's routes, log-in and the admin."""

from django.contrib import admin
from django.urls import include, path

from actions import views

urlpatterns = [
    path("", views.home, name="home"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("account/", include("allauth.account.urls")),
    path("beheer/", admin.site.urls),
    path("", include("reporting.urls")),
    path("", include("actions.urls")),
]
