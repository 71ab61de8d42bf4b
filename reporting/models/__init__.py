"""What reporting keeps: reports, what was published of them, and what is asked.

And the PDFs that are being made, and the figures of partners, with what was published
of those.
"""

from .decision import DecisionRequest
from .figures import FigureRelease, Indicator, Observation, ReleasedFigure
from .publication import Publication
from .render_job import RenderJob
from .report import Report

__all__ = [
    "DecisionRequest",
    "FigureRelease",
    "Indicator",
    "Observation",
    "Publication",
    "ReleasedFigure",
    "RenderJob",
    "Report",
]
