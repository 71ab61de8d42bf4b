"""Routes of the reports."""

from django.urls import path

from . import views

app_name = "reporting"

urlpatterns = [
    path("plannen/<int:pk>/cijfers/", views.figures, name="figures"),
    # /rapportages/: reading
    path("rapportages/", views.reports, name="reports"),
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
