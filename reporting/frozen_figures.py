"""Triggers by which the database refuses to change figures and what was shown of them.

As in `frozen_rows`: a migration that rebuilds one of these tables drops its triggers on
SQLite, and must call `protect` again; tests/reporting/test_frozen_figures.py finds out.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "Cijfers en wat daarvan is vrijgegeven, veranderen niet."

# By table: the condition that a row stands where a new one would come. SQLite replaces
# a row without asking its triggers of deletion (INSERT OR REPLACE).
TABLES = {
    "reporting_observation": """id = NEW.id OR corrects_id = NEW.corrects_id
        OR corrects_id IS NULL AND NEW.corrects_id IS NULL
           AND indicator_id = NEW.indicator_id
           AND municipality_id IS NEW.municipality_id
           AND year = NEW.year AND quarter_number = NEW.quarter_number""",
    "reporting_figurerelease": "id = NEW.id",
    "reporting_releasedfigure": """id = NEW.id OR release_id = NEW.release_id
        AND municipality_id IS NEW.municipality_id""",
}

FUNCTION = "reporting_refuse_change_of_figures"
POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        has_rows boolean;
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME)
                INTO has_rows;
            IF NOT has_rows THEN RETURN NULL; END IF;
        END IF;
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $$"""


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the tables, in place of those that are there."""
    release(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table, is_taken in TABLES.items():
                refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {is_taken})"
                for event, condition in [
                    ("update", ""),
                    ("delete", ""),
                    ("insert", taken),
                ]:
                    cursor.execute(
                        f"CREATE TRIGGER {table}_{event} BEFORE {event} ON {table}"
                        f" {condition} {refuse}"
                    )
            return
        cursor.execute(POSTGRESQL_FUNCTION)
        for table in TABLES:
            cursor.execute(
                f"CREATE TRIGGER {table}_row BEFORE UPDATE OR DELETE ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()"
            )
            cursor.execute(
                f"CREATE TRIGGER {table}_all BEFORE TRUNCATE ON {table}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
            )


def release(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off again."""
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "sqlite":
                for event in ("update", "delete", "insert"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{event}")
            else:
                for name in (f"{table}_row", f"{table}_all"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
