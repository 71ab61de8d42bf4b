"""Rows that are written once, as events of a timeline."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from municipalities.history import EMPTY, label_of, shown_value
from municipalities.models import User
from municipalities.timeline import SYSTEM, Change, Event

from .models import Amendment, Attachment, Progress, ProgressUpdate

STATE = ("phase", "light")
"""What everybody who sees the plan may read at once."""

WORDS = ("note", "cause", "consequence", "remedy", "waits_for")
"""What may be read once it was accepted (design, who sees what)."""

VERBS = {
    ProgressUpdate.Kind.UPDATE: "gemeld",
    ProgressUpdate.Kind.CONFIRMATION: "bevestigd",
    ProgressUpdate.Kind.WITHDRAWAL: "ingetrokken",
}


def _as_events(rows: QuerySet) -> QuerySet:
    return rows.annotate(event_moment=F("recorded_at"), event_author=F("author_id"))


class Reports:
    """What was reported on tracks; the words only for who may read them."""

    model = Progress

    def __init__(self, user: User, **conditions: object) -> None:
        self.user = user
        self.updates = ProgressUpdate.objects.filter(**conditions)

    def index(self) -> QuerySet:
        return _as_events(self.updates)

    def read(self, keys: Collection[int]) -> Iterator[tuple[int, int, Event]]:
        """Read the updates, and of each the one before, with one query."""
        updates = ProgressUpdate.objects.order_by()
        before = updates.filter(
            progress=OuterRef("progress"), sequence=OuterRef("sequence") - 1
        ).values("pk")
        earlier = updates.filter(pk__in=keys).annotate(before=Subquery(before))
        rows = (
            updates.filter(Q(pk__in=keys) | Q(pk__in=earlier.values("before")))
            .with_track()
            .with_note_access(self.user)
        )
        found = {(row.progress_id, row.sequence): row for row in rows}
        for row in found.values():
            if row.pk in keys:
                old = found.get((row.progress_id, row.sequence - 1))
                yield row.pk, row.progress_id, _report(old, row)


class EvidenceAdded:
    """Evidence that was added, for who may see it."""

    model = Progress
    moment, author, verb = "added_at", "added_by", "toegevoegd"

    def __init__(self, user: User, **conditions: object) -> None:
        self.attachments = Attachment.objects.visible_to(user).filter(**conditions)

    def index(self) -> QuerySet:
        return self.attachments.annotate(
            event_moment=F(self.moment), event_author=F(f"{self.author}_id")
        )

    def read(self, keys: Collection[int]) -> Iterator[tuple[int, int, Event]]:
        found = self.attachments.filter(pk__in=keys)
        for row in found.with_update().select_related(self.author):
            event = Event(
                moment=getattr(row, self.moment),
                author=str(getattr(row, self.author)),
                subject=f"Bijlage bij {row.update.progress}",
                verb=self.verb,
                reason=self.reason_of(row),
                changes=tuple(self.changes_of(row)),
            )
            yield row.pk, row.update.progress_id, event

    def reason_of(self, row: Attachment) -> str:
        return ""

    def changes_of(self, row: Attachment) -> Iterator[Change]:
        """Which it is, if that is still known."""
        yield Change("Titel", None, str(row))


class EvidenceRemoved(EvidenceAdded):
    """Evidence of which the content was removed, and why."""

    moment, author, verb = "removed_at", "removed_by", "verwijderd"

    def __init__(self, user: User, **conditions: object) -> None:
        super().__init__(user, removed_at__isnull=False, **conditions)

    def reason_of(self, row: Attachment) -> str:
        return row.removal_reason

    def changes_of(self, row: Attachment) -> Iterator[Change]:
        yield from ()


class Amendments:
    """What was entered in the register of changes."""

    model = Amendment

    def __init__(self, **conditions: object) -> None:
        self.amendments = Amendment.objects.filter(**conditions)

    def index(self) -> QuerySet:
        return _as_events(self.amendments)

    def read(self, keys: Collection[int]) -> Iterator[tuple[int, int, Event]]:
        for row in self.amendments.filter(pk__in=keys).select_related("author"):
            told = [
                Change(label_of(field), None, shown_value(row, field))
                for field in row._meta.concrete_fields
                if not (field.is_relation or field.primary_key)
                and field.name not in ("reason", "recorded_at")
            ]
            event = Event(
                moment=row.recorded_at,
                author=str(row.author or SYSTEM),
                subject=f"Wijziging: {row}",
                verb="vastgelegd",
                reason=row.reason,
                changes=tuple(change for change in told if change.new != EMPTY),
            )
            yield row.pk, row.pk, event


def _report(old: ProgressUpdate | None, new: Any) -> Event:
    words = list(_changes(old, new, WORDS, both=False))
    may_read = new.note_is_readable  # with_note_access()
    return Event(
        moment=new.recorded_at,
        author=str(new.author),
        subject=f"Voortgang: {new.progress}",
        verb=VERBS[ProgressUpdate.Kind(new.kind)],
        changes=(*_changes(old, new, STATE, both=True), *(words if may_read else ())),
        is_withheld=bool(words) and not may_read,
    )


def _changes(
    old: ProgressUpdate | None,
    new: ProgressUpdate,
    names: Collection[str],
    *,
    both: bool,
) -> Iterator[Change]:
    """The fields that differ; of words only the new ones, for the old stand below."""
    for name in names:
        field: Any = new._meta.get_field(name)
        before = shown_value(old, field) if old else EMPTY
        after = shown_value(new, field)
        if before != after:
            if both and old:
                yield Change(label_of(field), before, after)
            elif after != EMPTY:
                yield Change(label_of(field), None, after)
