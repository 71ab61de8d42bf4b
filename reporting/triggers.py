"""Triggers by which the database itself refuses a change, on SQLite and PostgreSQL."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Triggers:
    """What refuses a change to some tables, and in which words.

    A migration that rebuilds one of the tables drops its triggers on SQLite, and must
    put them on again.
    """

    refusal: str
    tables: tuple[str, ...]
    sqlite: Mapping[str, str]
    """By the name of a trigger: what it stands before, and when it refuses."""
    function: str
    """The name of the function that PostgreSQL calls before any change."""
    definition: str
    """The statement that makes that function."""

    def put_on(self, connection: BaseDatabaseWrapper) -> None:
        """Put the triggers on the tables, in place of those that are there."""
        self.take_off(connection)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for name, event in self.sqlite.items():
                    cursor.execute(
                        f"CREATE TRIGGER {name} {event}"
                        f" BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
                    )
                return
            cursor.execute(self.definition)
            for table in self.tables:
                cursor.execute(
                    f"CREATE TRIGGER {table}_row BEFORE UPDATE OR DELETE ON {table}"
                    f" FOR EACH ROW EXECUTE FUNCTION {self.function}()"
                )
                cursor.execute(
                    f"CREATE TRIGGER {table}_all BEFORE TRUNCATE ON {table}"
                    f" FOR EACH STATEMENT EXECUTE FUNCTION {self.function}()"
                )

    def take_off(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers off again."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for name in self.sqlite:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                return
            for table in self.tables:
                for name in (f"{table}_row", f"{table}_all"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
