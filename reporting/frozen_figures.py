"""Triggers by which the database refuses to change figures and what was shown of them.

A migration that rebuilds one of these tables drops its triggers on SQLite, and must
call `protect` again; tests/reporting/test_frozen_figures.py finds out.
"""

from .triggers import Triggers

OBSERVATION = "reporting_observation"
RELEASE = "reporting_figurerelease"
FIGURE = "reporting_releasedfigure"
REFUSAL = "Cijfers en wat daarvan is vrijgegeven, veranderen niet."

# By table: the rows that stand where a new one would come. SQLite replaces a row
# without asking its triggers of deletion (INSERT OR REPLACE).
TAKEN = {
    OBSERVATION: f"""SELECT 1 FROM {OBSERVATION}
        WHERE id = NEW.id OR corrects_id = NEW.corrects_id
           OR corrects_id IS NULL AND NEW.corrects_id IS NULL
              AND indicator_id = NEW.indicator_id
              AND municipality_id IS NEW.municipality_id
              AND year = NEW.year AND quarter_number = NEW.quarter_number""",
    RELEASE: f"SELECT 1 FROM {RELEASE} WHERE id = NEW.id",
    FIGURE: f"""SELECT 1 FROM {FIGURE}
        WHERE id = NEW.id OR release_id = NEW.release_id
              AND municipality_id IS NEW.municipality_id""",
}
SQLITE = {
    f"{table}_{event}": f"BEFORE {event} ON {table} {condition}"
    for table, taken in TAKEN.items()
    for event, condition in [
        ("update", ""),
        ("delete", ""),
        ("insert", f"WHEN EXISTS ({taken})"),
    ]
}

FUNCTION = "reporting_refuse_change_of_figures"
TRIGGERS = Triggers(
    refusal=REFUSAL,
    tables=tuple(TAKEN),
    sqlite=SQLITE,
    function=FUNCTION,
    definition=f"""
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
    END $$""",
)
protect, release = TRIGGERS.put_on, TRIGGERS.take_off
