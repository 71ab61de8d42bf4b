"""Queries that are put into SQL once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.models import Municipality, User
from municipalities.prepared import MOST_KEPT, Prepared
from tests.factories import make_municipality


@pytest.fixture
def sql_that_is_kept_is_right() -> None:
    """Not compared here, where it is counted how often a query is built."""


@pytest.fixture
def built() -> list[str]:
    """The names that a query was built for."""
    return []


@pytest.fixture
def named(built) -> Prepared:
    def build(name: str):
        built.append(name)
        return Municipality.objects.filter(name=name).select_related("region")

    return Prepared(build)


def test_it_answers_what_the_database_holds_now(db, named, built):
    assert named("Lochem") == []

    lochem = make_municipality(name="Lochem")
    assert named("Lochem") == [lochem]
    assert named("Aalten") == []

    lochem.delete()
    assert named("Lochem") == []
    assert built == ["Lochem", "Aalten"]


def test_each_answer_has_rows_of_its_own(db, named):
    make_municipality(name="Lochem")

    first, second = named("Lochem"), named("Lochem")

    assert first[0] is not second[0]
    with CaptureQueriesContext(connection) as asked:
        assert second[0].region.name
    assert not asked.captured_queries


def test_values_are_read_as_from_any_queryset(officer):
    values = User.objects.values_list("name", "date_joined", "is_active")
    ask = Prepared(values.all)

    assert ask() == ask() == list(values)
    assert ask()[0][1].tzinfo


def test_what_holds_for_no_row_is_not_asked(db):
    nothing = Prepared(lambda: Municipality.objects.filter(pk__in=[]))

    with CaptureQueriesContext(connection) as asked:
        assert nothing() == nothing() == []

    assert not asked.captured_queries


def test_a_row_is_no_fact_that_a_query_depends_on(db, region):
    of_region = Prepared(lambda region: Municipality.objects.filter(region=region))

    with pytest.raises(TypeError, match="depends on"):
        of_region(region)


def test_rows_that_other_queries_complete_are_refused(db):
    ask = Prepared(lambda: Municipality.objects.prefetch_related("memberships"))

    with pytest.raises(TypeError, match="others"):
        ask()


def test_what_is_kept_does_not_grow_without_end(db, named, built):
    for number in range(MOST_KEPT + 1):
        named(str(number))

    named("0")

    assert built.count("0") == 2
