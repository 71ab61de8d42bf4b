"""Triggers by which the database itself refuses to change what was published.

A migration that rebuilds one of these tables drops its triggers on SQLite, and must
call `protect` again; tests/reporting/test_frozen.py finds out.
"""

from .triggers import Triggers

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
TRIGGERS = Triggers(
    refusal=REFUSAL,
    tables=(PUBLICATION, REPORT),
    sqlite=SQLITE,
    function=FUNCTION,
    definition=f"""
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
    END $$""",
)
protect, release = TRIGGERS.put_on, TRIGGERS.take_off
