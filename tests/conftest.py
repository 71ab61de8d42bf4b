"""The cast: one region with two municipalities, a plan, and people in every role."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from municipalities import prepared
from municipalities.models import Municipality, Region, Role, User
from tests.factories import (
    make_action,
    make_member,
    make_municipality,
    make_plan,
    make_region,
    make_regional_role,
    make_user,
)
from tests.history import at

# Each example of a test with a database undoes itself, so the cast may be shared; no
# deadline, for the machine may be busy.
settings.register_profile(
    "monitor",
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("monitor")


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by mark
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a database: only they differ from one to another."""
    for item in items:
        needs = {"db", "transactional_db"} & set(item.fixturenames)
        if needs or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(autouse=True)
def cheap_passwords(settings) -> None:
    """Hashing is slow on purpose; tests need not prove that."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path) -> None:
    """Each test has its own place for files."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def sql_that_is_kept_is_right(monkeypatch) -> None:
    """Whichever test asks a prepared query: it is what building it anew would give."""
    ask = prepared.Prepared.__call__

    def compare(query: Any, *args: Any, **kwargs: Any) -> list[Any]:
        rows = ask(query, *args, **kwargs)
        facts = query._facts(*args, **kwargs) if query._facts else args
        anew = prepared._prepare(query._build(*args, **kwargs))
        assert _statement(query._kept[facts]) == _statement(anew), query
        return rows

    monkeypatch.setattr(prepared.Prepared, "__call__", compare)


def _statement(queryset: Any) -> tuple[str, list[str]]:
    """The order of values is left aside: a set gives them in any order."""
    sql, values = queryset.query.get_compiler(queryset.db).as_sql()
    return sql, sorted(map(repr, values))


@pytest.fixture
def region(db) -> Region:
    return make_region()


@pytest.fixture
def aalten(region) -> Municipality:
    return make_municipality("Aalten", region=region, code="GM0197")


@pytest.fixture
def berkelland(region) -> Municipality:
    return make_municipality("Berkelland", region=region, code="GM1859")


@pytest.fixture
def plan(aalten, berkelland):
    return make_plan(aalten, berkelland)


@pytest.fixture
def action(plan):
    """An action that each municipality carries out itself."""
    return make_action(plan)


@pytest.fixture
def joint_action(plan):
    """An action with one track, led by the regisseur ondermijning."""
    return make_action(plan, scope="joint", title="Kader voor informatie delen")


@pytest.fixture
def track(action, aalten):
    """Aalten's track of the action."""
    return action.tracks.get(municipality=aalten)


@pytest.fixture
def other_track(action, berkelland):
    """Berkelland's track of the action."""
    return action.tracks.get(municipality=berkelland)


@pytest.fixture
def joint_track(joint_action):
    return joint_action.tracks.get()


@pytest.fixture
def since_january(request, db) -> None:
    """The plan and what is in it are there since 1 January 2025, in their history."""
    with at("2025-01-01 09:00"):
        for name in ["aalten", "berkelland", "plan", "action"]:
            request.getfixturevalue(name)


@pytest.fixture
def coordinator(region) -> User:
    return make_member(Role.COORDINATOR, region, name="Carla Coördinator")


@pytest.fixture
def administrator(region) -> User:
    return make_member(Role.ADMINISTRATOR, region, name="Bert Beheerder")


@pytest.fixture
def officer(aalten) -> User:
    """The officer of Aalten."""
    return make_member(Role.OFFICER, aalten, name="Anna Aalten")


@pytest.fixture
def other_officer(berkelland) -> User:
    """The officer of Berkelland."""
    return make_member(Role.OFFICER, berkelland, name="Bas Berkelland")


@pytest.fixture
def manager(aalten) -> User:
    """The manager of Aalten's officer."""
    return make_member(Role.MANAGER, aalten, name="Mo Manager")


@pytest.fixture
def regional_lead(region) -> User:
    return make_member(
        Role.REGIONAL_LEAD, make_regional_role(region=region), name="Rik Regisseur"
    )


@pytest.fixture
def driehoek_member(region) -> User:
    return make_member(Role.DRIEHOEK, region, name="Dora Driehoek")


@pytest.fixture
def reader(region) -> User:
    return make_member(Role.READER, region, name="Lex Lezer")


@pytest.fixture
def outsider() -> User:
    """The coordinator of another region."""
    return make_member(Role.COORDINATOR, make_region("Twente"), name="Otto Outsider")


@pytest.fixture
def nobody(db) -> User:
    """Somebody with an account and no role."""
    return make_user("Nico Niemand")
