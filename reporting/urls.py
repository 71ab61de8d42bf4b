"""Placeholder until the report's views land."""

from django.http import HttpResponse
from django.urls import path

app_name = "reporting"
urlpatterns = [path("rapportages/", lambda request: HttpResponse("x"), name="reports")]
