"""How the log is written."""

import logging
import re
from logging import LogRecord

# What a driver adds to an error about a row: "DETAIL:  Key (email)=(...) exists."
VALUES = re.compile(r"^(?:DETAIL|CONTEXT|LINE \d+):.*(?:\n[ ]+\^.*)?\n?", re.MULTILINE)


class WithoutValues(logging.Formatter):
    """Leaves out the values that PostgreSQL repeats: they may be personal data."""

    def format(self, record: LogRecord) -> str:
        return VALUES.sub("", super().format(record)).rstrip("\n")
