"""Triggers by which the database itself refuses to change what was published.

A migration that rebuilds one of these tables drops its triggers on SQLite, and must
call `protect` again; tests/reporting/test_frozen.py finds out.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

PUBLICATION = "reporting_publication"
REPORT = "reporting_report"
REFUSAL = "Wat is gepubliceerd, verandert niet."

IS_PUBLISHED = f"EXISTS (SELECT 1 FROM {PUBLICATION} WHERE report_id IN ({{keys}}))"

# SQLite replaces a row without asking its triggers of deletion (INSERT OR REPLACE), so
# there a new row that would take the place of another is refused as well.
SQLITE = {
    f"{PUBLICATION}_update": f"BEFORE UPDATE ON {PUBLICATION}",
    f"{PUBLICATION}_delete": f"BEFORE DELETE ON {PUBLICATION}",
    f"{PUBLICATION}_insert": f"""BEFORE INSERT ON {PUBLICATION} WHEN EXISTS (
        SELECT 1 FROM {PUBLICATION}
         WHERE id = NEW.id OR report_id = NEW.report_id OR pdf_sha256 = NEW.pdf_sha256)
    """,
    f"{REPORT}_update": f"BEFORE UPDATE ON {REPORT} WHEN "
    + IS_PUBLISHED.format(keys="OLD.id, NEW.id"),
    f"{REPORT}_delete": f"BEFORE DELETE ON {REPORT} WHEN "
    + IS_PUBLISHED.format(keys="OLD.id"),
    f"{REPORT}_insert": f"""BEFORE INSERT ON {REPORT} WHEN EXISTS (
        SELECT 1 FROM {REPORT} JOIN {PUBLICATION} ON report_id = {REPORT}.id
         WHERE {REPORT}.id = NEW.id
            OR round_id = NEW.round_id AND version = NEW.version
               AND COALESCE(municipality_id, 0) = COALESCE(NEW.municipality_id, 0))
    """,
}

FUNCTION = "reporting_refuse_change"
POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            IF NOT EXISTS (SELECT 1 FROM {PUBLICATION}) THEN RETURN NULL; END IF;
        ELSIF TG_TABLE_NAME = '{REPORT}' THEN
            IF NOT {IS_PUBLISHED.format(keys="OLD.id")} THEN
                IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $$"""


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the tables, in place of those that are there."""
    release(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, event in SQLITE.items():
                cursor.execute(
                    f"CREATE TRIGGER {name} {event}"
                    f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
            return
        cursor.execute(POSTGRESQL_FUNCTION)
        for table in (PUBLICATION, REPORT):
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
        if connection.vendor == "sqlite":
            for name in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for table in (PUBLICATION, REPORT):
            for name in (f"{table}_row", f"{table}_all"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
