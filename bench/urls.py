"""The product's routes and those of the floors."""

from django.urls import include, path

from . import floors

urlpatterns = [
    path("vloer/inloggen/", floors.constant, name="floor-login"),
    path("vloer/sql/", floors.matrix_by_sql, name="floor-sql"),
    path("", include("achterhoek.urls")),
]
