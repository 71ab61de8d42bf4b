"""The grounds on which the Woo lets something be left out of what is made public.

Wet open overheid, articles 5.1 and 5.2, as in force since 1 May 2022. The order and the
letters are those of the law; the labels are short, and ours.
"""

from dataclasses import dataclass
from enum import StrEnum

SIGN = "■"
"""Stands before what is said instead of a text: a shape, beside the words."""


class Ground(StrEnum):
    """A ground, by article, paragraph and letter."""

    CROWN = "5.1-1-a"
    STATE = "5.1-1-b"
    CONFIDENTIAL = "5.1-1-c"
    SENSITIVE = "5.1-1-d"
    NUMBERS = "5.1-1-e"
    ABROAD = "5.1-2-a"
    FINANCES = "5.1-2-b"
    PROSECUTION = "5.1-2-c"
    INSPECTION = "5.1-2-d"
    PRIVACY = "5.1-2-e"
    COMPETITION = "5.1-2-f"
    ENVIRONMENT = "5.1-2-g"
    SECURITY = "5.1-2-h"
    FUNCTIONING = "5.1-2-i"
    DISPROPORTIONATE = "5.1-5"
    OPINIONS = "5.2-1"

    @property
    def article(self) -> str:
        """Where it stands in the law, in words."""
        article, paragraph, *letter = self.value.split("-")
        where = f"artikel {article}, {PARAGRAPHS[paragraph]} lid"
        return f"{where}, onder {letter[0]}" if letter else where

    @property
    def short(self) -> str:
        """Where it stands, as those who work with the law write it: 5.1.2e."""
        return self.value.replace("-", ".", 1).replace("-", "")

    @property
    def label(self) -> str:
        """What it protects."""
        return LABELS[self]

    @property
    def words(self) -> str:
        """What stands in the place of what was left out."""
        return f"{SIGN} Niet openbaar (Woo, {self.article})"


PARAGRAPHS = {"1": "eerste", "2": "tweede", "5": "vijfde"}

LABELS = {
    Ground.CROWN: "eenheid van de Kroon",
    Ground.STATE: "veiligheid van de Staat",
    Ground.CONFIDENTIAL: "bedrijfsgegevens die vertrouwelijk zijn gegeven",
    Ground.SENSITIVE: "bijzondere of strafrechtelijke persoonsgegevens",
    Ground.NUMBERS: "nummers die personen identificeren",
    Ground.ABROAD: "betrekkingen met andere landen en organisaties",
    Ground.FINANCES: "economische of financiële belangen van de overheid",
    Ground.PROSECUTION: "opsporing en vervolging van strafbare feiten",
    Ground.INSPECTION: "inspectie, controle en toezicht",
    Ground.PRIVACY: "persoonlijke levenssfeer",
    Ground.COMPETITION: "andere concurrentiegevoelige bedrijfsgegevens",
    Ground.ENVIRONMENT: "bescherming van het milieu",
    Ground.SECURITY: "beveiliging van personen en bedrijven, tegengaan van sabotage",
    Ground.FUNCTIONING: "goed functioneren van de overheid",
    Ground.DISPROPORTIONATE: "onevenredige benadeling, in uitzonderlijke gevallen",
    Ground.OPINIONS: "persoonlijke beleidsopvattingen in een intern beraad",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Grounds of one paragraph, for a list to choose from."""

    title: str
    grounds: tuple[Ground, ...]


def grouped() -> tuple[Group, ...]:
    """All grounds, under the paragraph they are in; the most used paragraph first."""
    titles = {
        "5.1-2": "Artikel 5.1, tweede lid: als dit belang zwaarder weegt",
        "5.2-1": "Artikel 5.2, eerste lid",
        "5.1-1": "Artikel 5.1, eerste lid: altijd",
        "5.1-5": "Artikel 5.1, vijfde lid",
    }
    return tuple(
        Group(title, tuple(each for each in Ground if each.startswith(prefix)))
        for prefix, title in titles.items()
    )
