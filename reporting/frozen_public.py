"""Triggers by which the database refuses to change public editions of reports.

A migration that rebuilds the table drops its triggers on SQLite, and must call
`protect` again; tests/reporting/woo/test_frozen.py finds out.
"""

from .triggers import Triggers

EDITION = "reporting_publicedition"
REFUSAL = "Een openbare versie verandert niet."

# SQLite replaces a row without asking its triggers of deletion (INSERT OR REPLACE).
SQLITE = {
    f"{EDITION}_update": f"BEFORE UPDATE ON {EDITION}",
    f"{EDITION}_delete": f"BEFORE DELETE ON {EDITION}",
    f"{EDITION}_insert": f"""BEFORE INSERT ON {EDITION} WHEN EXISTS (
        SELECT 1 FROM {EDITION}
         WHERE id = NEW.id OR pdf_sha256 = NEW.pdf_sha256
            OR report_id = NEW.report_id AND number = NEW.number)
    """,
}

FUNCTION = "reporting_refuse_change_of_public"
TRIGGERS = Triggers(
    refusal=REFUSAL,
    tables=(EDITION,),
    sqlite=SQLITE,
    function=FUNCTION,
    definition=f"""
    CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM {EDITION}) THEN
            RETURN NULL;
        END IF;
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
)
protect, release = TRIGGERS.put_on, TRIGGERS.take_off
