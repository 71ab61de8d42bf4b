"""Which layout a report was printed with: a fingerprint of all that makes it.

Whoever changes the layout changes the fingerprint; then `verify_reports --render` does
not expect the same bytes of reports that were published before.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

import weasyprint
from django.conf import settings

PARTS = [
    ("templates/reporting", "*.html"),
    ("static/css/report", "*.css"),
    ("static/img/report", "*.svg"),
    ("actions", "*chart*.py"),
    ("actions", "development.py"),
    ("actions", "periods.py"),
    ("actions/templatetags", "formats.py"),
    ("reporting/tables", "*.py"),
    *(
        ("reporting", f"{module}.py")
        for module in (
            "attached_data",
            "charts",
            "columns",
            "fonts",
            "front",
            "large",
            "pdf_ua",
            "pictures",
            "render",
            "snapshot",
            "spreadsheets/csv_files",
            "templatetags/report_tags",
            "woo/grounds",
            "woo/kinds",
            "words",
        )
    ),
]
"""All of ours that decides on the bytes of a PDF."""


@cache
def template_version() -> str:
    """The version of WeasyPrint, and a hash of templates, styles, images and code."""
    digest = sha256()
    for folder, pattern in PARTS:
        for path in sorted(Path(settings.BASE_DIR / folder).glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"weasyprint-{weasyprint.__version__}-{digest.hexdigest()[:16]}"
