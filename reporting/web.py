"""The web version of a report: the document that is printed, made for a screen."""

import re

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static

from .data import Report as Content
from .front import WHOLE
from .models import PublicEdition, Report

STATIC = re.compile(r'"static:([^"]+)"')
"""A static file as the printed document names it. Quotes in texts are escaped."""


def render_web(
    request: HttpRequest,
    record: Report | PublicEdition,
    content: Content,
    template: str = "reporting/web.html",
) -> str:
    """The content of a report as a page, with a way back and to the PDF."""
    html = render_to_string(
        template, {"report": content, "record": record, "front": WHOLE}, request
    )
    return STATIC.sub(lambda match: f'"{static(match[1])}"', html)
