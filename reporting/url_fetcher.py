"""The only way by which the PDF renderer gets at files: our own static ones."""

import logging
import mimetypes
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from weasyprint.urls import URLFetcher, URLFetcherResponse

from .fonts import unpacked

logger = logging.getLogger(__name__)

SCHEME = "static:"
"""Before the path of a static file, as in static:css/report/base.css."""


class RefusedURL(ValueError):
    """Something other than our own static files was asked for."""


class StaticFilesFetcher(URLFetcher):
    """Reads static files; refuses and logs http, file, data and all other addresses.

    WeasyPrint goes on without what was refused.
    """

    def fetch(
        self, url: str, headers: dict[str, str] | None = None
    ) -> URLFetcherResponse:
        """Read a static file. Raises RefusedURL for anything else."""
        path = _static_file(url)
        if path is None:
            logger.warning("Refused to fetch %.200r for a report", url)
            raise RefusedURL(url[:200])
        kind, _ = mimetypes.guess_type(path.name)
        return URLFetcherResponse(
            url,
            unpacked(path) if path.suffix == ".woff" else path.read_bytes(),
            {"Content-Type": kind or "application/octet-stream"},
        )


def _static_file(url: str) -> Path | None:
    if not url.startswith(SCHEME):
        return None
    try:
        found = finders.find(url.removeprefix(SCHEME))
    except (SuspiciousFileOperation, ValueError):  # outside our folders, or a null byte
        return None
    path = Path(found) if found else None
    return path if path and path.is_file() else None
