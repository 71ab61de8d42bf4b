"""What reporting keeps: reports, what was published of them, and what is asked.

And the PDFs that are being made, who gets a report and was told of it, the figures of
partners, with what was published of those, and what of a report is public.
"""

from .decision import DecisionRequest
from .delivery import Delivery, Recipient
from .figures import FigureRelease, Indicator, Observation, ReleasedFigure
from .public_edition import PublicChoice, PublicEdition
from .publication import Publication
from .render_job import RenderJob
from .report import Report

__all__ = [
    "DecisionRequest",
    "Delivery",
    "FigureRelease",
    "Indicator",
    "Observation",
    "PublicChoice",
    "PublicEdition",
    "Publication",
    "Recipient",
    "ReleasedFigure",
    "RenderJob",
    "Report",
]
