"""Routes of the pages on which the plan is followed."""

from django.urls import path

from . import views

app_name = "actions"

# /plannen/, /doelstellingen/, /acties/: looking
plan_urls = [
    path("overzicht/", views.overview, name="overview"),
    path("plannen/<int:pk>/", views.plan, name="plan"),
    path(
        "plannen/<int:plan_pk>/gemeenten/<str:code>/",
        views.municipality,
        name="municipality",
    ),
    path("doelstellingen/<int:pk>/", views.objective, name="objective"),
    path("acties/<int:pk>/", views.action, name="action"),
]

# /mijn-acties/, /voortgang/: reporting
progress_urls = [
    path("mijn-acties/", views.my_tracks, name="my-tracks"),
    path("voortgang/<int:pk>/", views.track, name="track"),
    path("voortgang/<int:pk>/bevestigen/", views.confirm, name="confirm"),
    path("voortgang/<int:pk>/intrekken/", views.withdraw, name="withdraw"),
]

urlpatterns = [
    *plan_urls,
    *progress_urls,
]
