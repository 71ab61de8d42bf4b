"""The bench can fill its database, and what it measures is there."""

import pytest

from bench.data import fill_database
from bench.figures import time_releases
from bench.pages import list_pages
from municipalities.models import User


@pytest.fixture
def pages(db, settings):
    settings.ROOT_URLCONF = "bench.urls"
    return list_pages(fill_database(size=8))


def test_the_bench_measures_pages_that_its_people_may_open(client, pages):
    opened = {}
    for page in pages:
        if not page.is_slow:
            client.force_login(User.objects.get(email=page.email))
            opened[page.name] = client.get(page.path).status_code

    assert len(opened) > 10
    assert set(opened.values()) == {200}


def test_the_bench_releases_the_figures_of_two_quarters():
    assert [statistics for statistics, _ in time_releases(4)] == [5, 10]
