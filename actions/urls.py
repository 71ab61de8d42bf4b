"""Routes of the pages on which the plan is followed."""

from django.urls import path

from .views import amendments, evidence, history, plan, progress, worklist

app_name = "actions"

# /plannen/, /doelstellingen/, /acties/: looking
plan_urls = [
    path("overzicht/", plan.overview, name="overview"),
    path("plannen/<int:pk>/", plan.plan, name="plan"),
    path("plannen/<int:pk>/wijzigingen/", amendments.amendments, name="amendments"),
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
    path("mijn-acties/", worklist.my_tracks, name="my-tracks"),
    path("mijn-acties/bevestigen/", worklist.confirm_many, name="confirm-many"),
    path("mijn-acties/ongedaan-maken/", worklist.undo, name="undo"),
    path("voortgang/<int:pk>/", progress.track, name="track"),
    path("voortgang/<int:pk>/bevestigen/", progress.confirm, name="confirm"),
    path("voortgang/<int:pk>/intrekken/", progress.withdraw, name="withdraw"),
]

# /berichten/, /bijlagen/: evidence
evidence_urls = [
    path("berichten/<int:pk>/bijlagen/", evidence.add, name="add-evidence"),
    path("bijlagen/<int:pk>/", evidence.download, name="attachment"),
    path("bijlagen/<int:pk>/verwijderen/", evidence.remove, name="remove-attachment"),
]

urlpatterns = [
    *plan_urls,
    *progress_urls,
    *evidence_urls,
]
