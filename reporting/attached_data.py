"""The data that a report carries in its PDF, which is what PDF/A-3 is for.

Whoever finds the PDF in an archive can read its content again without this product:
the JSON from which the pages were made, and its tables as CSV. Both follow from the
content alone, so the same content still gives the same bytes.
"""

from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO

import pydyf
from weasyprint import Attachment

from .data import Report
from .snapshot import freeze
from .spreadsheets.csv_files import name_csv_files, write_csv
from .tables import tabulate

SOURCE = "Source"
"""Of the JSON: what the pages were made from (ISO 32000-2, 7.11.3)."""

DATA = "Data"
"""Of the tables: what stands in the tables and pictures of the pages."""


def attach_data(report: Report) -> list[Attachment]:
    """The files of a report, in the order of their names, as PDF wants them listed."""
    return list(_attachments(report))


def associate_once(pdf: pydyf.PDF) -> None:
    """Name each attached file once; WeasyPrint 70.0 does so twice (its issue 2917)."""
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _attachments(report: Report) -> Iterator[Attachment]:
    moment = datetime.combine(report.as_of, time())
    for name, table in name_csv_files(tabulate(report)):
        yield Attachment(
            file_obj=BytesIO(write_csv(table)),
            name=name,
            description=f"Tabel: {table.title}",
            created=moment,
            modified=moment,
            relationship=DATA,
        )
    yield Attachment(
        file_obj=BytesIO(freeze(report).encode()),
        name="rapportage.json",
        description="De inhoud waarvan deze rapportage is gemaakt",
        created=moment,
        modified=moment,
        relationship=SOURCE,
    )
