"""Routes of the pages on which the plan is followed."""

from django.urls import path

from .views import (
    amendments,
    attention,
    changes,
    development,
    divide,
    evidence,
    finances,
    history,
    milestones,
    municipality,
    panel,
    people,
    plan,
    progress,
    results,
    shares,
    submissions,
    worklist,
)

app_name = "actions"

# /plannen/, /doelstellingen/, /acties/: looking
plan_urls = [
    path("overzicht/", plan.overview, name="overview"),
    path("plannen/<int:pk>/", plan.plan, name="plan"),
    path("plannen/<int:pk>/aandacht/", attention.attention, name="attention"),
    path("plannen/<int:pk>/resultaten/", results.results, name="results"),
    path("plannen/<int:pk>/mijlpalen/", milestones.milestones, name="milestones"),
    path("plannen/<int:pk>/ontwikkeling/", development.development, name="development"),
    path("plannen/<int:pk>/veranderd/", changes.changes, name="changes"),
    path("plannen/<int:pk>/wijzigingen/", amendments.amendments, name="amendments"),
    path("plannen/<int:pk>/financien/", finances.finances, name="finances"),
    path(
        "plannen/<int:plan_pk>/gemeenten/<str:code>/",
        municipality.municipality,
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
    path("voortgang/<int:pk>/stand/", panel.track_panel, name="track-panel"),
    path("voortgang/<int:pk>/bevestigen/", progress.confirm, name="confirm"),
    path("voortgang/<int:pk>/intrekken/", progress.withdraw, name="withdraw"),
]

# /begrotingsposten/: what the plan costs
budget_urls = [
    path("begrotingsposten/<int:pk>/verdelen/", divide.divide, name="divide"),
]

# /plannen/<pk>/gemeenten/<code>/: what a municipality keeps up to date about itself
PLACE = "plannen/<int:plan_pk>/gemeenten/<str:code>/"
municipality_urls = [
    path("mijn-gemeente/", municipality.my_municipality, name="my-municipality"),
    path(f"{PLACE}meldroute/", municipality.reporting_route, name="reporting-route"),
    path(f"{PLACE}voorstellen/", municipality.proposals, name="proposals"),
    path(f"{PLACE}bedragen/", shares.shares, name="shares"),
    path(f"{PLACE}overdracht/<int:pk>/", people.handover, name="handover"),
    path(f"{PLACE}aanstellen/", people.appoint, name="appoint"),
    path(f"{PLACE}training/<int:pk>/", people.training, name="training"),
]

# /mijlpalen/: where a municipality or the region stands with a milestone
milestone_urls = [
    path("mijlpalen/<int:pk>/", milestones.milestone, name="milestone"),
    path("mijlpalen/<int:pk>/gehaald/", milestones.reach, name="reach-milestone"),
    path(
        "mijlpalen/<int:pk>/uitstellen/",
        milestones.postpone,
        name="postpone-milestone",
    ),
    path(
        "mijlpalen/<int:pk>/ongedaan-maken/",
        milestones.put_back,
        name="put-back-milestone",
    ),
]

# /resultaten/: whether they were reached
result_urls = [
    path("resultaten/<int:pk>/", results.result, name="result"),
    path("resultaten/<int:pk>/<str:code>/", results.result, name="local-result"),
]

# /aanleveringen/: what is handed in for a round
submission_urls = [
    path("aanleveringen/<int:pk>/", submissions.submission, name="submission"),
    path("aanleveringen/<int:pk>/indienen/", submissions.submit, name="submit"),
    path(
        "aanleveringen/<int:pk>/intern-akkoord/",
        submissions.approve,
        name="approve-internally",
    ),
    path("aanleveringen/<int:pk>/intern-terug/", submissions.ask_back, name="ask-back"),
    path("aanleveringen/<int:pk>/opmerking/", submissions.remark, name="remark"),
    path("aanleveringen/<int:pk>/reactie/", submissions.react, name="react"),
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
    *budget_urls,
    *municipality_urls,
    *milestone_urls,
    *result_urls,
    *submission_urls,
    *evidence_urls,
]
