"""The admin of regions, municipalities and people, and what every admin here shares."""

from . import people, places

__all__ = ["people", "places"]
