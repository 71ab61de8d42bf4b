"""Routes of the reports and the figures."""

from django.urls import path

from . import views

app_name = "reporting"

# /rapportages/: reading, and the question whether a PDF is genuine
reading = [
    path("rapportages/", views.reports, name="reports"),
    path("rapportages/echtheid/", views.genuine, name="genuine"),
    path("rapportages/<int:pk>/", views.report, name="report"),
    path("rapportages/<int:pk>/lezen/", views.read, name="read"),
    path("rapportages/<int:pk>/rapportage.pdf", views.pdf, name="pdf"),
    path("rapportages/<int:pk>/tabellen/<str:kind>/", views.tables, name="tables"),
]

# making
making = [
    path("rapportages/maken/", views.workbench, name="workbench"),
    path("rapportages/maken/concept/", views.start_draft, name="start-draft"),
    path("rapportages/<int:pk>/concept/", views.draft, name="draft"),
    path("rapportages/<int:pk>/weggooien/", views.discard, name="discard"),
    path("rapportages/<int:pk>/publiceren/", views.publish, name="publish"),
    path("rapportages/<int:pk>/corrigeren/", views.correct, name="correct"),
    path("rapportages/<int:pk>/besluiten/", views.add_request, name="add-request"),
    path(
        "rapportages/<int:pk>/besluiten/<int:request_pk>/",
        views.request_page,
        name="request",
    ),
    path(
        "rapportages/<int:pk>/besluiten/<int:request_pk>/weghalen/",
        views.remove_request,
        name="remove-request",
    ),
    path(
        "rapportages/<int:pk>/besluiten/<int:request_pk>/uitkomst/",
        views.outcome,
        name="outcome",
    ),
]

# what of a report is public under the Woo
public = [
    path("rapportages/<int:pk>/openbaar/", views.public_choices, name="public-choices"),
    path(
        "rapportages/<int:pk>/openbaar/voorbeeld/",
        views.public_preview,
        name="public-preview",
    ),
    path("rapportages/<int:pk>/openbaar/maken/", views.make_public, name="make-public"),
    path(
        "rapportages/<int:pk>/openbaar/soort/<str:kind>/",
        views.public_exceptions,
        name="public-exceptions",
    ),
    path("rapportages/openbaar/<int:pk>/lezen/", views.public_read, name="public-read"),
    path(
        "rapportages/openbaar/<int:pk>/rapportage.pdf",
        views.public_pdf,
        name="public-pdf",
    ),
    path(
        "rapportages/openbaar/<int:pk>/tabellen/<str:kind>/",
        views.public_tables,
        name="public-tables",
    ),
]

# who was told
sending = [path("rapportages/<int:pk>/versturen/", views.sending, name="sending")]

# /rapportages/opdrachten/: the PDFs that are being made
jobs = [
    path("rapportages/opdrachten/<int:pk>/", views.job, name="job"),
    path("rapportages/opdrachten/<int:pk>/annuleren/", views.cancel, name="cancel"),
    path("rapportages/opdrachten/<int:pk>/opnieuw/", views.retry, name="retry"),
    path(
        "rapportages/opdrachten/<int:pk>/rapportage.pdf", views.job_pdf, name="job-pdf"
    ),
]

# how it stands now, which is not kept
live = [
    path(
        "rapportages/<int:plan_pk>/<str:quarter>/regio.pdf",
        views.regional_pdf,
        name="regional-pdf",
    ),
    path(
        "rapportages/<int:plan_pk>/<str:quarter>/gemeenten/<str:code>.pdf",
        views.municipal_pdf,
        name="municipal-pdf",
    ),
]

# the figures of partners
figures = [path("plannen/<int:pk>/cijfers/", views.figures, name="figures")]

urlpatterns = reading + making + public + sending + jobs + live + figures
