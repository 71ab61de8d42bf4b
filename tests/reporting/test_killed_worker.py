"""A worker that is killed at any moment loses nothing, and publishes nothing twice."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

pytestmark = pytest.mark.django_db  # so that there is a database to copy
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def own_database(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """The address of a copy of the tests' database, which other processes can reach."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("killed") / "db.sqlite3"
        with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        yield f"sqlite:///{path}"
        return
    connection.close()  # PostgreSQL copies what nobody is connected to
    options = connection.settings_dict
    original, name = options["NAME"], f"{options['NAME']}_killed"
    with psycopg.connect(
        host=options["HOST"], user=options["USER"], dbname="postgres", autocommit=True
    ) as server:
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(copy.format(sql.Identifier(name), sql.Identifier(original)))
        try:
            yield f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
        finally:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def told(own_database) -> dict[str, list[dict]]:
    """What tests/reporting/killed_worker.py saw."""
    environment = {
        "DATABASE_URL": own_database,
        "WORKER": "on",
        "DJANGO_SETTINGS_MODULE": "achterhoek.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.reporting.killed_worker"],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(done.stdout)


def is_published_once(end: dict) -> bool:
    return (end["state"], end["publications"], end["is_right"]) == ("done", 1, True)


def test_killed_around_any_statement_it_publishes_once_in_the_end(told):
    ends = told["at a statement"]

    assert len(ends) > 20
    assert {end["signal"] for end in ends} == {signal.SIGKILL}
    assert {end["before"] for end in ends} == {0, 1}
    assert {end["attempts"] for end in ends} == {1, 2}
    assert [end for end in ends if not is_published_once(end)] == []


def test_killed_while_it_lays_out_another_begins_again(told):
    end = told["in the layout"]

    assert (end["signal"], end["before"], end["attempts"]) == (signal.SIGKILL, 0, 2)
    assert is_published_once(end)


def test_asked_to_stop_it_finishes_what_it_is_at(told):
    end = told["asked to stop"]

    assert (end["signal"], end["before"], end["attempts"]) == (0, 1, 1)
    assert is_published_once(end)


def test_workers_side_by_side_publish_each_report_once(told):
    ends = told["side by side"]

    assert {end["attempts"] for end in ends} == {1}
    assert [end for end in ends if not is_published_once(end)] == []
