"""Somebody with a browser: a connection, cookies and nothing more."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from .middleware import HEADER


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and what it took."""

    status: int
    location: str | None
    body: bytes
    seconds: float
    queries: int


class Visitor:
    """Visits the server on a port of this machine, and logs in there.

    The connection is kept alive if the server wants that; gunicorn's own workers close
    it after each answer, so that connecting is part of the time.
    """

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies: dict[str, str] = {}

    def log_in(self, email: str, password: str) -> None:
        """Log in as every user does."""
        self.get("/account/login/")
        answer = self.post("/account/login/", {"login": email, "password": password})
        if answer.status != 302:
            raise SystemExit(f"{email} cannot log in: status {answer.status}")

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, object]) -> Answer:
        """Send a form, with the token that the server gave before."""
        token = {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        return self._ask("POST", path, urlencode({**token, **fields}))

    def _ask(self, method: str, path: str, form: str | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self.connection.request(method, path, form, headers)
        response = self.connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - started
        for header in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return Answer(
            status=response.status,
            location=response.headers["Location"],
            body=body,
            seconds=seconds,
            queries=int(response.headers.get(HEADER, 0)),
        )
