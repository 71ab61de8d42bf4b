"""Routes of the pages on which the plan is followed."""

from django.urls import path

from .views import history, plan, progress

app_name = "actions"

# /plannen/, /doelstellingen/, /acties/: looking
plan_urls = [
    path("overzicht/", plan.overview, name="overview"),
    path("plannen/<int:pk>/", plan.plan, name="plan"),
    path(
        "plannen/<int:plan_pk>/gemeenten/<str:code>/",
        plan.municipality,
        name="municipality",
    ),
    path("plannen/<int:pk>/geschiedenis/", history.history, name="history"),
    path(
        "plannen/<int:plan_pk>/geschiedenis/<slug:kind>/<int:pk>/",
        history.object_history,
        name="object-history",
    ),
    path("actielijnen/<int:pk>/", plan.action_line, name="action-line"),
    path("doelstellingen/<int:pk>/", plan.objective, name="objective"),
    path("acties/<int:pk>/", plan.action, name="action"),
]

# /mijn-acties/, /voortgang/: reporting
progress_urls = [
    path("mijn-acties/", progress.my_tracks, name="my-tracks"),
    path("voortgang/<int:pk>/", progress.track, name="track"),
    path("voortgang/<int:pk>/bevestigen/", progress.confirm, name="confirm"),
    path("voortgang/<int:pk>/intrekken/", progress.withdraw, name="withdraw"),
]

urlpatterns = [
    *plan_urls,
    *progress_urls,
]
