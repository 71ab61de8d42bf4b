"""The kinds of content of which a coordinator says whether it is public."""

from enum import StrEnum


class Kind(StrEnum):
    """What belongs together, and is often public or not as a whole."""

    WORDS = "tekst"
    WORRY = "zorg"
    NOTE = "toelichting"
    DECISION = "besluit"
    AMENDMENT = "wijziging"
    MILESTONE = "mijlpaal"
    RISK = "risico"
    MONEY = "geld"
    FIGURES = "cijfers"
    NAME = "naam"

    @property
    def label(self) -> str:
        """What it is called, in the plural."""
        return LABELS[self]

    @property
    def hint(self) -> str:
        """What is in it."""
        return HINTS[self]


LABELS = {
    Kind.WORDS: "Samenvatting en vooruitblik",
    Kind.WORRY: "Oorzaak, gevolg en maatregel",
    Kind.NOTE: "Toelichtingen bij acties",
    Kind.DECISION: "Gevraagde besluiten",
    Kind.AMENDMENT: "Redenen van wijzigingen",
    Kind.MILESTONE: "Toelichtingen bij mijlpalen",
    Kind.RISK: "Risico’s",
    Kind.MONEY: "Bedragen",
    Kind.FIGURES: "Cijfers van partners",
    Kind.NAME: "Namen en functies",
}
HINTS = {
    Kind.WORDS: "Wat u zelf schreef, ook de reden van een correctie.",
    Kind.WORRY: "Waarom een actie oranje of rood is, en wat eraan wordt gedaan.",
    Kind.NOTE: "Ook wat is nagekomen.",
    Kind.DECISION: "Wat er werd gevraagd, waarom, en wat ervan kwam.",
    Kind.AMENDMENT: "Waarom het plan is gewijzigd.",
    Kind.MILESTONE: "Wat een gemeente bij een mijlpaal schreef.",
    Kind.RISK: "Wat mis kan gaan, en de maatregel. Kans en impact blijven staan.",
    Kind.MONEY: "Per begrotingspost. Totalen tellen dan alleen wat openbaar is.",
    Kind.FIGURES: "Per tabel.",
    Kind.NAME: "Van trekkers, eigenaren, betalers, en op wie wordt gewacht. Ook waar de"
    " naam in een tekst staat. Gemeenten horen hier niet bij.",
}
