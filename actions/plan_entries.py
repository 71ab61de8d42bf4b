"""What may stand where in a plan file.

`docs/planbestand.md` explains the format to those who write such a file.
"""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from .file_entries import Entry, distinct, double
from .models import BudgetLine, Fact, Funding, Plan, Scope
from .periods import Period
from .plan_values import (
    Amount,
    Code,
    Day,
    Flag,
    Link,
    Number,
    Prose,
    When,
    known,
    one_of,
    one_of_labels,
    problem_at,
    unlike,
)

FUNDING_SOURCES = {
    "DUUP": Funding.Source.DUUP,
    "DU VO": Funding.Source.DU_VO,
    "Versterkingsgelden": Funding.Source.REINFORCEMENT,
    "provincie": Funding.Source.PROVINCE,
    "andere overheid": Funding.Source.OTHER_GOVERNMENT,
    "Integraal Veiligheidsplan": Funding.Source.SAFETY_PLAN,
    "eigen middelen": Funding.Source.OWN_MEANS,
    "onbekend": Funding.Source.UNKNOWN,
}


# Who


class MunicipalityEntry(Entry):
    name: Prose = Field(alias="naam", max_length=100)
    code: Code = Field(alias="code")
    starts_on: Day | None = Field(None, alias="doet-mee-vanaf")
    ends_on: Day | None = Field(None, alias="doet-mee-tot-en-met")

    @model_validator(mode="after")
    def ends_after_start(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise problem_at(
                ("doet-mee-tot-en-met",), "de laatste dag ligt voor de eerste"
            )
        return self


class RoleEntry(Entry):
    name: Annotated[Prose, StringConstraints(max_length=100), unlike("gemeenten")] = (
        Field(alias="naam")
    )


class PartnerEntry(Entry):
    name: Prose = Field(alias="naam", max_length=150)
    url: Link = Field("", alias="website")


class PartnerRoleEntry(Entry):
    partner: Annotated[str, known("partners")] = Field(alias="partner")
    role: Prose = Field("", alias="rol", max_length=200)


# What it costs


class FundingEntry(Entry):
    source: Annotated[Funding.Source, one_of(FUNDING_SOURCES)] = Field(alias="bron")
    payer: Annotated[str, known("partners")] = Field("", alias="betaler")
    amount: Amount | None = Field(None, alias="bedrag")
    state: Annotated[Funding.State, one_of_labels(Funding.State)] = Field(alias="stand")


class BudgetEntry(Entry):
    title: Prose = Field(alias="post", max_length=200)
    kind: Annotated[BudgetLine.Kind, one_of_labels(BudgetLine.Kind)] = Field(
        alias="soort"
    )
    amount: Amount | None = Field(None, alias="bedrag")
    url: Link = Field("", alias="link")
    is_free: Flag | None = Field(None, alias="gratis")
    source_note: Prose = Field("", alias="bron-opmerking")
    fundings: Annotated[tuple[FundingEntry, ...], distinct("source", "payer")] = Field(
        (), alias="dekking"
    )

    @model_validator(mode="after")
    def fits_kind(self) -> Self:
        has_money = self.kind in (BudgetLine.Kind.ESTIMATE, BudgetLine.Kind.EXISTING)
        if self.amount is not None and not has_money:
            raise problem_at(
                ("bedrag",),
                "een bedrag hoort alleen bij een raming of bij bestaande middelen",
            )
        if self.kind == BudgetLine.Kind.RESOURCE and not self.url:
            raise problem_at(("link",), "ontbreekt; een hulpmiddel heeft een link")
        return self


# What is done


PartnerRoles = Annotated[tuple[PartnerRoleEntry, ...], distinct("partner")]
Budget = Annotated[tuple[BudgetEntry, ...], distinct("title")]


FactOfMunicipality = Annotated[Fact | Literal[""], one_of_labels(Fact)]


def fact_is_local(fact: str, is_local: bool) -> None:
    """A fact of a municipality goes only with what each does itself."""
    if fact and not is_local:
        raise problem_at(
            ("feit",), "kan alleen bij iets dat elke gemeente zelf doet (per gemeente)"
        )


class MilestoneEntry(Entry):
    title: Prose = Field(alias="titel", max_length=200)
    due: When = Field(Period(), alias="periode")
    is_per_municipality: Flag = Field(False, alias="per-gemeente")
    fact: FactOfMunicipality = Field("", alias="feit")

    @model_validator(mode="after")
    def fact_fits(self) -> Self:
        fact_is_local(self.fact, self.is_per_municipality)
        return self


Milestones = Annotated[tuple[MilestoneEntry, ...], distinct("title")]


class ActionEntry(Entry):
    number: Number = Field(alias="nummer")
    title: Prose = Field(alias="titel", max_length=120)
    description: Prose = Field(alias="omschrijving")
    scope: Annotated[Scope, one_of_labels(Scope)] = Field(alias="uitvoering")
    scope_is_assumed: Flag = Field(False, alias="uitvoering-is-aanname")
    lead: Annotated[str, known("gemeenten", "functies")] = Field("", alias="trekker")
    lead_is_assumed: Flag = Field(False, alias="trekker-is-aanname")
    is_priority: Flag = Field(False, alias="prioriteit")
    priority_reason: Prose = Field("", alias="prioriteit-reden", max_length=200)
    period: When = Field(Period(), alias="periode")
    fact: FactOfMunicipality = Field("", alias="feit")
    source_note: Prose = Field("", alias="bron-opmerking")
    partners: PartnerRoles = Field((), alias="partners")
    milestones: Milestones = Field((), alias="mijlpalen")
    budget: Budget = Field((), alias="begroting")

    @model_validator(mode="after")
    def fact_fits(self) -> Self:
        fact_is_local(self.fact, self.scope == Scope.LOCAL)
        return self

    @model_validator(mode="after")
    def lead_fits_scope(self) -> Self:
        if self.scope == Scope.LOCAL and self.lead:
            raise problem_at(
                ("trekker",),
                "een actie per gemeente heeft geen trekker: elke gemeente trekt haar"
                " eigen deel",
            )
        if self.scope != Scope.LOCAL and not self.lead:
            raise problem_at(
                ("trekker",),
                f"ontbreekt; een actie die {self.scope.label} is, heeft één trekker:"
                " een gemeente of een functie",
            )
        return self


# What the plan wants to reach


class ResultEntry(Entry):
    number: Number = Field(alias="nummer")
    description: Prose = Field(alias="omschrijving")
    is_per_municipality: Flag = Field(False, alias="per-gemeente")
    fact: FactOfMunicipality = Field("", alias="feit")
    source_note: Prose = Field("", alias="bron-opmerking")

    @model_validator(mode="after")
    def fact_fits(self) -> Self:
        fact_is_local(self.fact, self.is_per_municipality)
        return self


class ObjectiveEntry(Entry):
    number: Number = Field(alias="nummer")
    title: Prose = Field(alias="titel", max_length=200)
    description: Prose = Field("", alias="omschrijving")
    is_ongoing: Flag = Field(False, alias="doorlopend")
    period: When = Field(Period(), alias="periode")
    results_heading: Prose = Field("Resultaten", alias="kop-resultaten", max_length=40)
    actions_heading: Prose = Field("Acties", alias="kop-acties", max_length=40)
    source_note: Prose = Field("", alias="bron-opmerking")
    partners: PartnerRoles = Field((), alias="partners")
    results: Annotated[tuple[ResultEntry, ...], distinct("number")] = Field(
        (), alias="resultaten"
    )
    milestones: Milestones = Field((), alias="mijlpalen")
    actions: Annotated[tuple[ActionEntry, ...], distinct("number")] = Field(
        (), alias="acties"
    )
    budget: Budget = Field((), alias="begroting")


class ActionLineEntry(Entry):
    number: Number = Field(alias="nummer")
    title: Prose = Field(alias="titel", max_length=200)
    aim: Prose = Field("", alias="doel")
    description: Prose = Field("", alias="toelichting")
    objectives: tuple[ObjectiveEntry, ...] = Field((), alias="doelstellingen")


def objectives_count_on(
    lines: tuple[ActionLineEntry, ...],
) -> tuple[ActionLineEntry, ...]:
    """Objectives are numbered through the whole plan, so no number comes back."""
    seen = set()
    for line_index, line in enumerate(lines):
        for index, objective in enumerate(line.objectives):
            if objective.number in seen:
                raise problem_at(
                    (line_index, "doelstellingen", index, "nummer"),
                    double(objective.number)
                    + "; doelstellingen tellen door over de actielijnen",
                )
            seen.add(objective.number)
    return lines


class PlanEntry(Entry):
    title: Prose = Field(alias="titel", max_length=200)
    status: Annotated[Plan.Status, one_of_labels(Plan.Status)] = Field(
        Plan.Status.DRAFT, alias="status"
    )
    introduction: Prose = Field("", alias="inleiding")
    period: When = Field(Period(), alias="periode")
    period_text: Prose = Field("", alias="looptijd-tekst", max_length=200)
    source_note: Prose = Field("", alias="bron-opmerking")
    budget: Budget = Field((), alias="begroting")


class PlanFile(Entry):
    """A whole plan: its region, who takes part and what is to be done."""

    region: Prose = Field(alias="regio", max_length=100)
    municipalities: Annotated[
        tuple[MunicipalityEntry, ...], distinct("code"), distinct("name")
    ] = Field(alias="gemeenten")
    roles: Annotated[tuple[RoleEntry, ...], distinct("name")] = Field(
        (), alias="functies"
    )
    partners: Annotated[tuple[PartnerEntry, ...], distinct("name")] = Field(
        (), alias="partners"
    )
    plan: PlanEntry = Field(alias="plan")
    action_lines: Annotated[
        tuple[ActionLineEntry, ...],
        distinct("number"),
        AfterValidator(objectives_count_on),
    ] = Field(alias="actielijnen")
