"""The site map of a site of which one page breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("Something broke")


urlpatterns = [path("kapot/", broken)]
