"""Write a plan that was read from a file; what is there already stays one row.

A row is found again by what the plan itself calls it: the code of a municipality, the
number of an action, the title of a milestone. Only rows that differ are saved, so that
loading a file again writes no history. Nothing is deleted.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet

from municipalities.models import Municipality, Region

from .models import (
    ActionLine,
    BudgetLine,
    BudgetShare,
    Milestone,
    Objective,
    PartnerRole,
    Plan,
    Progress,
)
from .naming import name_of
from .plan_changes import NEEDS_DECISION, Changes, RowChange, changed_fields
from .plan_entries import (
    ActionEntry,
    ActionLineEntry,
    BudgetEntry,
    Entry,
    MilestoneEntry,
    ObjectiveEntry,
    PartnerRoleEntry,
    PlanEntry,
    PlanFile,
)
from .plan_yaml import PlanFileError, Problem
from .services import (
    Decision,
    DecisionNeeded,
    amending,
    create_missing_tracks,
    rebuild_tracks,
)
from .substance import PARTS, rows_of

Row = TypeVar("Row", bound=models.Model)

FROM_ELSEWHERE = [Plan, BudgetShare]
"""Of what a plan is made of: the whole itself, and what is in no file."""


@transaction.atomic
def load_plan(
    document: PlanFile,
    *,
    source: str,
    reason: str = "",
    decision: Decision | None = None,
    dry_run: bool = False,
) -> Changes:
    """Save a plan as the file has it, and give every action its tracks.

    `source` names the file in the history, with the reason. A plan that is no longer a
    draft changes only by a `decision`, which enters it in the register. A dry run tells
    what would change and saves nothing.

    Raises PlanFileError, and saves nothing, when the decision is missing or when the
    file and the database exclude each other.
    """
    loader = _Loader(f"Ingelezen uit {source}" + (f": {reason}" if reason else ""))
    try:
        loader.load(document, decision)
    except DecisionNeeded:
        if not dry_run:
            raise PlanFileError([Problem(NEEDS_DECISION)]) from None
        loader.changes.need_decision = True
    except ValidationError as error:
        raise PlanFileError([Problem(text) for text in error.messages]) from None
    if dry_run:
        transaction.set_rollback(True)
    return loader.changes


class _Loader:
    """One run over a file, from the whole to its parts; `changes` grows on the way."""

    def __init__(self, remark: str) -> None:
        self.remark = remark
        self.changes = Changes()

    def load(self, document: PlanFile, decision: Decision | None) -> None:
        """Save all that is in the file."""
        self._load_region(document)
        title = document.plan.title
        self.plan = self.region.plans.filter(title=title).first() or Plan(
            region=self.region, title=title
        )
        with amending(self.plan, decision, by=None) as entered:
            self._load_plan(document)
        self.changes.to_register = len(entered)

    # The whole

    def _load_region(self, document: PlanFile) -> None:
        """The region, and what the plan refers to by name."""
        self.region = region = self._save(
            Region.objects.select_for_update().filter(name=document.region),
            name=document.region,
        )
        self._refuse_municipalities_of_other_regions(document)
        self.municipalities = {
            entry.name: self._save(
                Municipality.objects.filter(code=entry.code), entry, region=region
            )
            for entry in document.municipalities
        }
        self.roles = {
            entry.name: self._save(
                region.roles.filter(name=entry.name), entry, region=region
            )
            for entry in document.roles
        }
        self.partners = {
            entry.name: self._save(
                region.partners.filter(name=entry.name), entry, region=region
            )
            for entry in document.partners
        }

    def _refuse_municipalities_of_other_regions(self, document: PlanFile) -> None:
        codes = [entry.code for entry in document.municipalities]
        elsewhere = (
            Municipality.objects.filter(code__in=codes)
            .exclude(region=self.region)
            .select_related("region")
        )
        if elsewhere:
            raise PlanFileError(
                [
                    Problem(
                        f"Gemeente {municipality.code} hoort al bij een andere regio:"
                        f" {municipality} in {municipality.region}."
                    )
                    for municipality in elsewhere
                ]
            )

    def _load_plan(self, document: PlanFile) -> None:
        """The plan with all its parts, and the tracks that they need."""
        self._load_whole(document)
        tracks = set(Progress.objects.of_plan(self.plan).values_list("pk", flat=True))
        for line in document.action_lines:
            self._load_line(line)
        create_missing_tracks(self.plan)
        self.changes.new_tracks = (
            Progress.objects.of_plan(self.plan).exclude(pk__in=tracks).count()
        )
        self.changes.not_in_file = list(self._not_in_file())

    def _load_whole(self, document: PlanFile) -> None:
        """The plan itself, who takes part in it and the budget that it has as such."""
        plan = self.plan
        self._write(plan, document.plan, region=self.region, **_period(document.plan))
        for taking_part in document.municipalities:
            municipality = self.municipalities[taking_part.name]
            self._save(
                plan.participations.filter(municipality=municipality),
                taking_part,
                plan=plan,
                municipality=municipality,
            )
        self._load_budget(document.plan.budget, plan=plan)

    # The parts

    def _load_line(self, entry: ActionLineEntry) -> None:
        line = self._save(
            self.plan.action_lines.filter(number=entry.number), entry, plan=self.plan
        )
        for objective in entry.objectives:
            self._load_objective(line, objective)

    def _load_objective(self, line: ActionLine, entry: ObjectiveEntry) -> None:
        objective = self._save(
            Objective.objects.filter(action_line__plan=self.plan, number=entry.number),
            entry,
            action_line=line,
            **_period(entry),
        )
        for result in entry.results:
            self._save(
                objective.results.filter(number=result.number),
                result,
                objective=objective,
            )
        for action in entry.actions:
            self._load_action(objective, action)
        self._load_partners(entry.partners, objective=objective)
        self._load_milestones(entry.milestones, objective=objective, action=None)
        self._load_budget(entry.budget, objective=objective, action=None)

    def _load_action(self, objective: Objective, entry: ActionEntry) -> None:
        action = self._save(
            objective.actions.filter(number=entry.number),
            entry,
            objective=objective,
            lead_municipality=self.municipalities.get(entry.lead),
            lead_role=self.roles.get(entry.lead),
            **_period(entry),
        )
        if self.changes.has_changed(action, "scope"):
            with _problem_of(action):
                rebuild_tracks(action)
        self._load_partners(entry.partners, action=action)
        self._load_milestones(entry.milestones, objective=objective, action=action)
        self._load_budget(entry.budget, objective=objective, action=action)

    def _load_partners(
        self, entries: Iterable[PartnerRoleEntry], **owner: models.Model
    ) -> None:
        for entry in entries:
            key = {"partner": self.partners[entry.partner], **owner}
            self._save(PartnerRole.objects.filter(**key), entry, **key)

    def _load_milestones(
        self, entries: Iterable[MilestoneEntry], **owner: models.Model | None
    ) -> None:
        for entry in entries:
            milestone = self._save(
                Milestone.objects.filter(title=entry.title, **owner),
                entry,
                due_from=entry.due.starts_on,
                due_on=entry.due.ends_on,
                **owner,
            )
            if self.changes.has_changed(milestone, "is_per_municipality"):
                with _problem_of(milestone):
                    raise ValidationError(
                        "‘per gemeente’ ligt vast. Geef de mijlpaal een andere titel."
                    )

    def _load_budget(
        self, entries: Iterable[BudgetEntry], **owner: models.Model | None
    ) -> None:
        for entry in entries:
            line = self._save(
                BudgetLine.objects.filter(title=entry.title, **owner), entry, **owner
            )
            for funding in entry.fundings:
                payer = self.partners.get(funding.payer)
                self._save(
                    line.fundings.filter(source=funding.source, payer=payer),
                    funding,
                    budget_line=line,
                    payer=payer,
                )

    # One row

    def _save(
        self, found: QuerySet[Row], entry: Entry | None = None, **values: object
    ) -> Row:
        """Make the row that was found as the file has it, or add it."""
        return self._write(found.first() or found.model(), entry, **values)

    def _write(self, row: Row, entry: Entry | None, **values: object) -> Row:
        """Save a row as the file has it, if it is new or differs.

        An entry fills the fields that have the name of its attributes; `values` are
        those that it does not have by that name.
        """
        names = {field.name for field in row._meta.concrete_fields}
        values = {name: value for name, value in entry or () if name in names} | values
        is_new = row._state.adding
        changes = () if is_new else changed_fields(row, values)
        if not (is_new or changes):
            self.changes.unchanged.append(row)
            return row
        for name, value in values.items():
            setattr(row, name, value)
        with _problem_of(row):
            row.full_clean()
        row._change_reason = self.remark  # type: ignore[attr-defined]  # for history
        row.save()
        if is_new:
            self.changes.added.append(row)
        else:
            self.changes.changed.append(RowChange(row, changes))
        return row

    def _not_in_file(self) -> Iterator[models.Model]:
        """The parts of the plan that the database has and the file has not."""
        seen = {(type(row), row.pk) for row in self.changes.in_file()}
        for model in PARTS:
            if model in FROM_ELSEWHERE:
                continue
            for row in rows_of(model, self.plan):
                if (model, row.pk) not in seen:
                    yield row


def _period(entry: PlanEntry | ObjectiveEntry | ActionEntry) -> dict[str, date | None]:
    return {"starts_on": entry.period.starts_on, "ends_on": entry.period.ends_on}


@contextmanager
def _problem_of(row: models.Model) -> Iterator[None]:
    """Say of which row it is what the database or a service does not accept."""
    try:
        yield
    except ValidationError as error:
        problem = Problem(f"{name_of(row)}: {' '.join(error.messages)}")
        raise PlanFileError([problem]) from None
