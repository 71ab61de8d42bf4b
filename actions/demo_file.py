"""What may stand where in the file of the demo, `fixtures/demo.yaml`.

The head of that file explains the format. Municipalities, posts, partners, milestones
and budget lines have their name in the plan; whether the plan has them, the story asks.
"""

from pathlib import Path
from typing import Annotated, Any, Self, TypedDict

from django.conf import settings
from pydantic import BeforeValidator, Field, model_validator

from municipalities.models import Role

from .demo_values import Judgement, Moment, Stand, read_judgement, read_stand, spell_out
from .file_entries import Entry, distinct, read_entry
from .models import ProgressUpdate, Risk
from .periods import Quarter
from .plan_entries import FundingEntry
from .plan_values import (
    Amount,
    Day,
    Flag,
    Link,
    Number,
    from_text,
    one_of,
    one_of_labels,
    problem_at,
)
from .plan_yaml import read_bytes, read_source

LEVELS = {label: level for level, label in Risk.LEVELS}
FILES = settings.BASE_DIR / "fixtures" / "bijlagen"


def read_file(text: str) -> Path:
    """A file by its name in the folder with those of the demo."""
    file = FILES / text
    if Path(text).name != text or not file.is_file():
        raise ValueError(f"‘{text}’ is geen bestand in fixtures/bijlagen")
    return file


File = Annotated[Path, from_text(read_file)]


# Who


class RoleEntry(Entry):
    role: Annotated[Role, one_of_labels(Role)] = Field(alias="rol")
    place: str = Field("regio", alias="bij")
    is_deputy: Flag = Field(False, alias="plaatsvervanger")
    starts_on: Day = Field(alias="vanaf")
    ends_on: Day | None = Field(None, alias="tot-en-met")
    trained_on: Day | None = Field(None, alias="getraind-op")


class AccountEntry(Entry):
    name: str = Field(alias="naam")
    email: str = Field(alias="e-mail")
    roles: tuple[RoleEntry, ...] = Field(alias="rollen")


# Rounds and progress


class ApprovalEntry(Entry):
    """That a manager agrees, before it is handed in."""

    at: Moment = Field(alias="op")
    by: str = Field(alias="door")


class WordEntry(Entry):
    """What somebody says about what was handed in."""

    at: Moment = Field(alias="op")
    text: str = Field(alias="tekst")


class SessionEntry(Entry):
    """When a place reports in a round, and what becomes of what it hands in."""

    reports_at: Moment = Field(alias="meldt")
    by: str = Field("", alias="door")
    approval: ApprovalEntry | None = Field(None, alias="intern-akkoord")
    submits_at: Moment | None = Field(None, alias="dient-in")
    cover_note: str = Field("", alias="woord")
    remark: WordEntry | None = Field(None, alias="opmerking-bij")
    reaction: WordEntry | None = Field(None, alias="reactie")
    returned_at: Moment | None = Field(None, alias="teruggestuurd")
    return_note: str = Field("", alias="opmerking")


class RoundEntry(Entry):
    opens_on: Day = Field(alias="opent")
    closes_on: Day = Field(alias="sluit")
    driehoek_on: Day = Field(alias="driehoek")
    closed_on: Day | None = Field(None, alias="gesloten")
    accepted_at: Moment = Field(alias="akkoord")
    sessions: dict[str, SessionEntry] = Field(alias="aanleveringen")


class AttachmentEntry(Entry):
    """Evidence with an update: a file that lies beside the demo, or a link."""

    file: File | None = Field(None, alias="bestand")
    title: str = Field("", alias="titel", max_length=200)
    url: Link = Field("", alias="link")

    @model_validator(mode="after")
    def is_file_or_link(self) -> Self:
        if bool(self.file) == bool(self.url):
            raise problem_at(
                ("bestand",), "geef een bestand of een link, een van beide"
            )
        if self.file and self.title:
            raise problem_at(
                ("titel",), "hoort bij een link; een bestand houdt zijn eigen naam"
            )
        if self.url and not self.title:
            raise problem_at(("titel",), "ontbreekt; een link heeft een titel")
        return self


class State(TypedDict):
    """What an update says, by field name."""

    phase: str
    light: str
    note: str
    cause: str
    consequence: str
    remedy: str


class ReportEntry(Entry):
    stand: Annotated[Stand, from_text(read_stand)] = Field(alias="stand")
    at: Moment | None = Field(None, alias="op")
    as_of: Day | None = Field(None, alias="stand-per")
    note: str = Field("", alias="toelichting")
    cause: str = Field("", alias="oorzaak")
    consequence: str = Field("", alias="gevolg")
    remedy: str = Field("", alias="maatregel")
    waits_for: str = Field("", alias="wacht-op")
    attachments: tuple[AttachmentEntry, ...] = Field((), alias="bijlagen")

    @model_validator(mode="after")
    def only_an_update_has_attachments(self) -> Self:
        if self.attachments and self.stand.kind != ProgressUpdate.Kind.UPDATE:
            raise problem_at(("bijlagen",), "kunnen alleen bij een stand die is gemeld")
        return self

    def state(self) -> State:
        """The state that it reports, when it is an update."""
        return {
            "phase": self.stand.phase,
            "light": self.stand.light,
            "note": self.note,
            "cause": self.cause,
            "consequence": self.consequence,
            "remedy": self.remedy,
        }


Reports = Annotated[tuple[ReportEntry, ...], BeforeValidator(spell_out)]


# Facts, money, risks and judgements


class ReportingRouteEntry(Entry):
    established_on: Day = Field(alias="vastgesteld-op")
    url: Link = Field("", alias="link")


class MilestoneChangeEntry(Entry):
    at: Moment = Field(alias="op")
    due_on: Day | None = Field(None, alias="nieuwe-datum")
    completed_on: Day | None = Field(None, alias="gehaald-op")
    note: str = Field("", alias="toelichting")


class ActionChangeEntry(Entry):
    description: str = Field("", alias="omschrijving")
    starts_on: Day | None = Field(None, alias="begint-op")
    ends_on: Day | None = Field(None, alias="eindigt-op")

    def values_given(self) -> dict[str, Any]:
        """What the decision says of the action, by field name."""
        return self.model_dump(exclude_unset=True)


class NewFundingEntry(FundingEntry):
    """A funding of a plan file, of which the plan knows the payer."""

    payer: str = Field("", alias="betaler")


class AmendmentEntry(Entry):
    """A decision that changes the plan."""

    at: Moment = Field(alias="op")
    reason: str = Field(alias="reden")
    decided_by: str = Field(alias="besloten-door")
    valid_from: Day = Field(alias="geldig-vanaf")
    actions: dict[str, ActionChangeEntry] = Field({}, alias="acties")
    fundings: dict[str, NewFundingEntry] = Field({}, alias="dekking")
    budgeted: dict[str, Amount] = Field({}, alias="begroot-per-gemeente")


class FiguresEntry(Entry):
    """What every municipality committed and spent of its share."""

    at: Moment = Field(alias="op")
    committed: Amount | None = Field(None, alias="verplicht")
    spent: Amount | None = Field(None, alias="gerealiseerd")
    forecast: Amount | None = Field(None, alias="prognose")

    def values_given(self) -> dict[str, Any]:
        """The figures that the file gives, by field name."""
        return self.model_dump(exclude={"at"}, exclude_unset=True)


class RiskEntry(Entry):
    at: Moment = Field(alias="op")
    objective: str = Field("", alias="doelstelling")
    action: str = Field("", alias="actie")
    title: str = Field(alias="risico")
    chance: Annotated[int, one_of(LEVELS)] = Field(alias="kans")
    impact: Annotated[int, one_of(LEVELS)] = Field(alias="impact")
    remedy: str = Field("", alias="maatregel")
    owner: str = Field("", alias="eigenaar")


class AssessmentEntry(Entry):
    at: Moment = Field(alias="op")
    results: dict[str, Annotated[Judgement, from_text(read_judgement)]] = Field(
        alias="resultaten"
    )


class DemoFile(Entry):
    """A whole demo: its people, and what they report over the rounds of a year."""

    region: str = Field(alias="regio")
    plan: str = Field(alias="plan")
    begins_at: Moment = Field(alias="begin")
    password: str = Field(alias="wachtwoord")
    accounts: Annotated[
        tuple[AccountEntry, ...], Field(min_length=1), distinct("name")
    ] = Field(alias="accounts")
    year: Number = Field(alias="jaar")
    rounds: dict[str, RoundEntry] = Field(alias="rondes")
    progress: dict[str, dict[str, dict[str, Reports]]] = Field(alias="voortgang")
    reporting_routes: dict[str, ReportingRouteEntry] = Field(alias="meldroutes")
    milestones: dict[str, dict[str, tuple[MilestoneChangeEntry, ...]]] = Field(
        alias="mijlpalen"
    )
    amendments: tuple[AmendmentEntry, ...] = Field((), alias="wijzigingen")
    figures: dict[str, tuple[FiguresEntry, ...]] = Field(alias="aandelen")
    own_figures: dict[str, dict[str, tuple[FiguresEntry, ...]]] = Field(
        alias="eigen-bedragen"
    )
    manager_sees_first: dict[str, Day] = Field(alias="leidinggevende-ziet-eerst")
    risks: tuple[RiskEntry, ...] = Field(alias="risicos")
    assessments: dict[str, dict[str, AssessmentEntry]] = Field(alias="oordelen")

    @model_validator(mode="after")
    def rounds_are_known(self) -> Self:
        for name in self.rounds:
            try:
                self.quarter(name)
            except ValueError as error:
                raise problem_at(("rondes", name), str(error)) from None
        for name in self.assessments.keys() - self.rounds.keys():
            raise problem_at(("oordelen", name), "deze ronde staat niet bij rondes")
        for code, places in self.progress.items():
            for place, rounds in places.items():
                for name in rounds:
                    if (
                        name not in self.rounds
                        or place not in self.rounds[name].sessions
                    ):
                        raise problem_at(
                            ("voortgang", code, place, name),
                            f"‘{place}’ heeft geen aanlevering in een ronde ‘{name}’",
                        )
        return self

    def quarter(self, name: str) -> Quarter:
        """The quarter of a round; raises ValueError when its name is no quarter."""
        return Quarter.parse(f"{name} {self.year}")


def open_demo(file: Path) -> DemoFile:
    """Read a demo from a file; raises PlanFileError with all that is wrong with it."""
    return read_entry(read_source(read_bytes(file)), DemoFile)
