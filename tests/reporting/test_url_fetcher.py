"""The renderer gets at our own static files, and at nothing else."""

import logging
import socket
from collections.abc import Iterator
from urllib.request import Request

import pytest
from weasyprint import CSS, HTML

from reporting.render import render_pdf
from reporting.url_fetcher import RefusedURL, StaticFilesFetcher

from .full_report import make_full_report

REFUSED = {
    "http": "http://127.0.0.1/x.css",
    "https": "https://voorbeeld.example/x.png",
    "file": "file:///etc/passwd",
    "file of ours": "file:static/css/report/base.css",
    "data": "data:text/css,p{color:red}",
    "ftp": "ftp://127.0.0.1/x",
    "no scheme": "css/report/base.css",
    "other capitals": "STATIC:css/report/base.css",
    "empty": "static:",
    "folder": "static:css/report",
    "missing": "static:css/report/missing.css",
    "parent": "static:../manage.py",
    "parent from within": "static:css/../../manage.py",
    "encoded parent": "static:%2e%2e/manage.py",
    "encoded slash": "static:..%2fmanage.py",
    "backslash": "static:..\\manage.py",
    "absolute path": "static:/etc/passwd",
    "host": "static://127.0.0.1/css/report/base.css",
    "null byte": "static:css/report/base.css\x00.png",
    "query": "static:css/report/base.css?x",
    "very long": f"static:{'a' * 100_000}",
}


@pytest.mark.parametrize("address", REFUSED.values(), ids=REFUSED)
def test_everything_but_our_static_files_is_refused_and_logged(address, caplog):
    with pytest.raises(RefusedURL):
        StaticFilesFetcher().fetch(address)

    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert len(record.getMessage()) < 300


@pytest.mark.parametrize("ask", ["open", "__call__"])
def test_no_other_way_of_asking_gets_further(ask):
    with pytest.raises(RefusedURL):
        getattr(StaticFilesFetcher(), ask)("file:///etc/passwd")


def test_a_request_object_is_refused_too():
    with pytest.raises(RefusedURL):
        StaticFilesFetcher().open(Request("file:///etc/passwd"))


@pytest.mark.parametrize(
    ("address", "content_type", "beginning"),
    [
        ("static:css/report/base.css", "text/css", b"/*"),
        ("static:img/report/light-green.svg", "image/svg+xml", b"<svg"),
    ],
)
def test_our_static_files_are_read(address, content_type, beginning):
    response = StaticFilesFetcher().fetch(address)

    assert response.content_type == content_type
    assert response.read().startswith(beginning)


def test_a_font_comes_unpacked():
    path = "fontsource-noto-sans-5.3.0/noto-sans-latin-400-normal.woff"

    response = StaticFilesFetcher().fetch(f"static:fonts/{path}")

    assert response.read()[:4] == b"\x00\x01\x00\x00"


class Listener:
    """A socket that hears whether anybody calls."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.05)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x"

    def was_called(self) -> bool:
        try:
            connection, _ = self.socket.accept()
        except TimeoutError:
            return False
        connection.close()
        return True


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.socket.close()


def test_the_listener_hears_who_calls(listener):
    """Without this, silence in the tests below would say nothing."""
    port = listener.socket.getsockname()[1]

    socket.create_connection(("127.0.0.1", port)).close()

    assert listener.was_called()


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        '<style>@import "{}"; p {{ background: url("{}") }}</style>',
        '<p style="background: url({})">x</p>',
        '<object data="{}"></object><embed src="{}">',
        '<svg><image href="{}" width="1" height="1"/><use href="{}#x"/></svg>',
    ],
)
def test_even_markup_makes_the_renderer_call_nobody(listener, caplog, markup):
    html = markup.replace("{}", listener.address).replace("{{", "{").replace("}}", "}")
    fetcher = StaticFilesFetcher()

    HTML(string=html, base_url="static:", url_fetcher=fetcher).write_pdf()

    assert not listener.was_called()
    assert "Refused to fetch" in caplog.text


def test_a_stylesheet_makes_the_renderer_call_nobody(listener):
    fetcher = StaticFilesFetcher()
    css = f'@font-face {{ font-family: x; src: url("{listener.address}") }}'

    CSS(string=css, url_fetcher=fetcher)

    assert not listener.was_called()


@pytest.mark.parametrize("is_municipal", [False, True])
def test_typed_text_makes_a_report_fetch_nothing(listener, caplog, is_municipal):
    text = (
        f'<img src="{listener.address}"><link rel=stylesheet href={listener.address}>'
        f'<style>@import "{listener.address}"</style>'
    )

    pdf = render_pdf(
        make_full_report(text, url=listener.address, is_municipal=is_municipal)
    )

    assert pdf.startswith(b"%PDF-")
    assert not listener.was_called()
    assert "Refused to fetch" not in caplog.text  # it was never even tried
