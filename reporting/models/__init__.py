"""What reporting keeps: figures, and what was published of them."""

from .figures import FigureRelease, Indicator, Observation, ReleasedFigure

__all__ = ["FigureRelease", "Indicator", "Observation", "ReleasedFigure"]
