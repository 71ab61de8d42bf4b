"""Publish an edition in one go; the PDF is none, for making one takes seconds."""

from datetime import date, datetime

from django.utils import timezone

from actions.models import Plan, ReportingRound
from municipalities.models import Municipality, User
from reporting.drafting import assemble
from reporting.models import Publication, PublicEdition, RenderJob, Report
from reporting.services import fingerprint, start_draft
from reporting.snapshot import SCHEMA_VERSION, freeze, restore
from reporting.woo.choices import NOTHING_CHOSEN
from reporting.woo.redact import redact
from tests.factories import make_round


def publish_edition(
    plan: Plan,
    *,
    by: User,
    quarter: int = 3,
    municipality: Municipality | None = None,
    summary: str = "Het loopt.",
    now: datetime | None = None,
) -> Report:
    """A report over a quarter of 2025 of which the round was closed."""
    draft = make_draft(plan, quarter=quarter, municipality=municipality)
    draft.summary = summary
    draft.save()
    return publish_draft(draft, by=by, now=now)


def make_draft(
    plan: Plan, *, quarter: int = 3, municipality: Municipality | None = None
) -> Report:
    """A draft over a quarter of 2025 of which the round was closed."""
    reporting_round = plan.rounds.filter(year=2025, quarter_number=quarter).first()
    if reporting_round is None:
        closed_on = date(2025, quarter * 3, 30)
        reporting_round = make_round(plan, 2025, quarter, closed_on=closed_on)
    return start_draft(reporting_round, municipality)


def publish_draft(report: Report, *, by: User, now: datetime | None = None) -> Report:
    """Publish a draft as it is now."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    content = assemble(report, today=today, published_on=today)
    text = freeze(content)
    Publication.objects.create(
        **_frozen(text),
        report=report,
        as_of=content.as_of,
        plan_version=content.imprint.plan_version,
        published_at=now,
        published_by=by,
        keep_until=date(today.year + 10, 12, 31),
    )
    return Report.objects.with_names().get(pk=report.pk)


def _frozen(text: str) -> dict[str, object]:
    """The content, and a PDF that is none."""
    pdf = b"%PDF-1.7 " + text.encode()
    return {
        "content": text,
        "content_sha256": fingerprint(text),
        "pdf": pdf,
        "pdf_sha256": fingerprint(pdf),
        "schema_version": SCHEMA_VERSION,
        "template_version": "",
    }


def make_public_edition(report: Report, *, by: User, number: int = 1) -> PublicEdition:
    """The public edition of a published report, from which nothing was left out."""
    content = restore(Publication.objects.get(report=report).content)
    made_on = date(2026, 1, 15)
    public = redact(content, NOTHING_CHOSEN, number=number, made_on=made_on)
    text = freeze(public)
    return PublicEdition.objects.create(
        **_frozen(text),
        report=report,
        number=number,
        left_out=0,
        made_at=timezone.now(),
        made_by=by,
        keep_until=date(2036, 12, 31),
    )


def make_job(
    reporting_round: ReportingRound, *, by: User, kind: str = "look", **values: object
) -> RenderJob:
    """A PDF that was asked for, and for which a worker has yet to come."""
    return RenderJob.objects.create(
        **{
            "kind": kind,
            "round": reporting_round,
            "content": "{}",
            "content_sha256": fingerprint(f"{kind} {values}"),
            "requested_at": timezone.now(),
            "requested_by": by,
        }
        | values
    )
