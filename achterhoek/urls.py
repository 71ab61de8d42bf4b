"""The site map: each app's routes, log-in and the admin."""

from django.contrib import admin
from django.urls import include, path

from actions.views import entrance

urlpatterns = [
    path("", entrance.home, name="home"),
    path("toegankelijkheid/", entrance.accessibility, name="accessibility"),
    path("account/", include("municipalities.urls")),
    path("beheer/", admin.site.urls),
    path("", include("reporting.urls")),
    path("", include("actions.urls")),
]
