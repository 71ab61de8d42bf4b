"""Which layout a report was printed with: a fingerprint of all that makes it."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import weasyprint
from django.conf import settings

PARTS = [
    ("templates/reporting", "*.html"),
    ("static/css/report", "*.css"),
    ("static/img/report", "*.svg"),
]


@cache
def template_version() -> str:
    """The version of WeasyPrint, and a hash of templates, styles and images."""
    digest = sha256()
    for folder, pattern in PARTS:
        for path in sorted(Path(settings.BASE_DIR / folder).glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"weasyprint-{weasyprint.__version__}-{digest.hexdigest()[:16]}"
