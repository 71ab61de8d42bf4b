"""What reporting keeps: reports, what was published of them, and what is asked."""

from .decision import DecisionRequest
from .publication import Publication
from .report import Report

__all__ = ["DecisionRequest", "Publication", "Report"]
