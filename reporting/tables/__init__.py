"""What a report says as tables to take away: one step for every kind of file."""

from .assembly import tabulate
from .table import Cell, Column, Table, plain_text

__all__ = ["Cell", "Column", "Table", "plain_text", "tabulate"]
