"""What was chosen to be public of a report, and the public edition that follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from municipalities.models import User

from .data import Report as Content
from .models import PublicChoice, PublicEdition, Report
from .models.public_edition import AS_KIND, PUBLIC
from .snapshot import restore
from .woo.choices import Choice, Choices, Subject
from .woo.grounds import Ground
from .woo.kinds import Kind
from .woo.passages import Passage, find_passages
from .woo.redact import redact


class ChosenMeanwhile(Exception):
    """Somebody else chose something since a form was opened."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A published report on the desk of who makes it public.

    `choices` are its own; as long as there are none, those of an edition for which
    somebody chose before (`proposed_from`), as far as the same stands in this one.
    """

    report: Report
    content: Content
    passages: tuple[Passage, ...]
    choices: Choices
    newest: int
    """The key of the last choice; 0 when nothing was chosen yet."""
    proposed_from: Report | None

    @property
    def is_chosen(self) -> bool:
        """Whether somebody chose for this report."""
        return bool(self.newest)

    def of_kind(self, kind: Kind) -> tuple[Passage, ...]:
        """The passages of a kind."""
        return tuple(each for each in self.passages if each.kind == kind)

    def public(self, *, today: date) -> Content:
        """The public edition as it would be when it is made today."""
        number = PublicEdition.objects.of_report(self.report).count() + 1
        return redact(self.content, self.choices, number=number, made_on=today)


def open_desk(report: Report) -> Desk:
    """Read a published report and what was chosen for it; six queries at most."""
    content = restore(report.publication.content)
    passages = find_passages(content)
    choices, newest = _read(report)
    proposed_from = None
    if not newest and (proposed_from := _last_chosen(report)):
        choices = _read(proposed_from)[0].for_report(passages)
    return Desk(report, content, passages, choices, newest, proposed_from)


@transaction.atomic
def choose(
    desk: Desk,
    changed: Mapping[Subject, Choice | None],
    *,
    seen: int,
    by: User,
    now: datetime | None = None,
) -> None:
    """Keep what was chosen; None lets a passage follow its kind again.

    The first time, what was proposed is kept with it. Raises ChosenMeanwhile when
    somebody chose after `seen`, the key of the last choice that was seen.
    """
    Report.objects.select_for_update().get(pk=desk.report.pk)
    if _read(desk.report)[1] != seen:
        raise ChosenMeanwhile
    chosen: dict[Subject, Choice | None] = {}
    if not seen:
        chosen |= {(kind, ""): desk.choices.of_kind(kind) for kind in Kind}
        chosen |= desk.choices.by_subject
    now = now or timezone.now()
    PublicChoice.objects.bulk_create(
        PublicChoice(
            report=desk.report,
            kind=kind,
            key=key,
            answer=_answer(choice),
            explanation=choice.explanation if choice else "",
            chosen_at=now,
            chosen_by=by,
        )
        for (kind, key), choice in (chosen | dict(changed)).items()
    )


def _answer(choice: Choice | None) -> str:
    if choice is None:
        return AS_KIND
    return choice.ground or PUBLIC


def _read(report: Report) -> tuple[Choices, int]:
    """What holds for a report, and the key of the last choice."""
    found: dict[Subject, Choice] = {}
    newest = 0
    for row in PublicChoice.objects.of_report(report):
        subject = Kind(row.kind), row.key
        newest = row.pk
        if row.answer == AS_KIND:
            found.pop(subject, None)
        else:
            ground = None if row.answer == PUBLIC else Ground(row.answer)
            found[subject] = Choice(ground, row.explanation)
    return Choices(found), newest


def _last_chosen(report: Report) -> Report | None:
    """The last version or edition before this one for which somebody chose.

    Else another edition of the round: most of what a municipality said, the region's
    says too.
    """
    before = Report.objects.of_edition(report).filter(version__lt=report.version)
    of_round = Report.objects.filter(round=report.round_id).newest_first()
    chosen = PublicChoice.objects.values("report")
    for earlier in (before, Report.objects.before(report), of_round):
        if found := earlier.filter(pk__in=chosen).with_edition().first():
            return found
    return None
