"""Named questions about reports and figures; every query has its name here."""

from .deliveries import DeliveryQuerySet, RecipientQuerySet
from .figures import ObservationQuerySet, ReleaseQuerySet
from .public_editions import PublicChoiceQuerySet, PublicEditionQuerySet
from .render_jobs import RenderJobQuerySet
from .reports import DecisionRequestQuerySet, PublicationQuerySet, ReportQuerySet

__all__ = [
    "DecisionRequestQuerySet",
    "DeliveryQuerySet",
    "ObservationQuerySet",
    "PublicChoiceQuerySet",
    "PublicEditionQuerySet",
    "PublicationQuerySet",
    "RecipientQuerySet",
    "ReleaseQuerySet",
    "RenderJobQuerySet",
    "ReportQuerySet",
]
