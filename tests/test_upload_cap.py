"""A form may leave no more on the disk than its limits, however much is sent."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.test import RequestFactory

from achterhoek.upload_cap import UploadCap
from tests.files import upload

KB = 1024


@pytest.fixture(autouse=True)
def limits(settings):
    settings.MAX_FILE_BYTES, settings.MAX_FILES_BYTES = 300 * KB, 500 * KB


@contextmanager
def received(*sizes: int) -> Iterator[HttpRequest]:
    """A request with files, read as the site reads it."""
    files = [upload(f"{size}.pdf", b"x" * size) for size in sizes]
    request = RequestFactory().post("/", {"files": files, "note": "Het loopt."})
    request.upload_handlers = [UploadCap(request), TemporaryFileUploadHandler(request)]
    yield request
    request.close()


def test_files_within_the_limits_arrive_whole():
    with received(300 * KB, 10 * KB) as request:
        sizes = [file.size for file in request.FILES.getlist("files")]

    assert sizes == [300 * KB, 10 * KB]


def test_of_a_file_that_is_too_large_just_enough_arrives_to_refuse_it():
    with received(5000 * KB) as request:
        (file,) = request.FILES.getlist("files")

    assert 300 * KB < file.size < 400 * KB
    assert request.POST["note"] == "Het loopt."


def test_of_files_that_are_too_large_together_just_enough_arrives_to_refuse_them():
    with received(*[200 * KB] * 20) as request:
        sizes = [file.size for file in request.FILES.getlist("files")]

    assert len(sizes) == 20
    assert 500 * KB < sum(sizes) < 600 * KB
