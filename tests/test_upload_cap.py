"""A form may leave no more on the disk than its limits, however much is sent."""

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


def received(*sizes: int) -> HttpRequest:
    """A request with files, read as the site reads it."""
    files = [upload(f"{size}.pdf", b"x" * size) for size in sizes]
    request = RequestFactory().post("/", {"files": files, "note": "Het loopt."})
    request.upload_handlers = [UploadCap(request), TemporaryFileUploadHandler(request)]
    return request


def test_files_within_the_limits_arrive_whole():
    request = received(300 * KB, 10 * KB)

    assert [file.size for file in request.FILES.getlist("files")] == [300 * KB, 10 * KB]


def test_of_a_file_that_is_too_large_just_enough_arrives_to_refuse_it():
    request = received(5000 * KB)

    (file,) = request.FILES.getlist("files")
    assert 300 * KB < file.size < 400 * KB
    assert request.POST["note"] == "Het loopt."


def test_of_files_that_are_too_large_together_just_enough_arrives_to_refuse_them():
    request = received(*[200 * KB] * 20)

    sizes = [file.size for file in request.FILES.getlist("files")]
    assert len(sizes) == 20
    assert 500 * KB < sum(sizes) < 600 * KB
