"""Ask for a part of a page, as htmx does."""

from urllib.parse import urljoin

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


class Part:
    """A browser that shows a page, in which parts are replaced."""

    def __init__(self, client: Client, page: str | None = None) -> None:
        self.client = client
        page = reverse("actions:my-tracks") if page is None else page
        self.headers = {
            "HX-Request": "true",
            "HX-Current-URL": urljoin("http://testserver", page),
        }

    def get(self, address: str) -> HttpResponse:
        return self.client.get(address, headers=self.headers)

    def post(self, address: str, data: dict[str, object]) -> HttpResponse:
        return self.client.post(address, data, headers=self.headers)
