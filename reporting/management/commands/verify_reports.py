"""Check that every stored report is still what was published."""

from argparse import ArgumentParser
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from reporting.models import Publication, PublicEdition
from reporting.render import render_pdf
from reporting.services import fingerprint
from reporting.snapshot import UnreadableSnapshot, restore
from reporting.template_version import template_version


class Command(BaseCommand):
    help = (
        "Controleert of elke gepubliceerde rapportage nog precies is wat er is"
        " gepubliceerd. De exitcode is 1 als er iets niet klopt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--render",
            action="store_true",
            help="maak ook elke PDF opnieuw, als de opmaak dezelfde versie heeft",
        )

    def handle(self, *, render: bool, **options: object) -> None:
        checked = wrong = made = 0
        for row in _kept():
            checked += 1
            made += _has_same_layout(row)
            faults = list(find_faults(row, render=render))
            wrong += bool(faults)
            for fault in faults:
                self.stderr.write(f"FOUT  {row} (nr. {row.pk}): {fault}")
        if wrong:
            raise CommandError(f"{wrong} van {checked} rapportages kloppen niet.")
        self.stdout.write(f"{checked} rapportages gecontroleerd: alles klopt.")
        if render:
            # The others have a layout of before.
            self.stdout.write(f"Opnieuw gemaakt, met dezelfde PDF: {made}.")


def _kept() -> Iterator[Publication | PublicEdition]:
    """What was published, and the public editions of that."""
    for rows in (Publication.objects, PublicEdition.objects):
        yield from rows.with_names().order_by("pk").iterator(chunk_size=1)


def _has_same_layout(publication: Publication | PublicEdition) -> bool:
    """Whether its PDF can be made again as it was."""
    return publication.template_version == template_version()


def find_faults(
    publication: Publication | PublicEdition, *, render: bool
) -> Iterator[str]:
    """In what a publication, or a public edition, is not what was published."""
    if fingerprint(publication.pdf) != publication.pdf_sha256:
        yield "de PDF is niet die van de SHA-256"
    if fingerprint(publication.content) != publication.content_sha256:
        yield "de inhoud is niet die van de SHA-256"
    try:
        content = restore(publication.content)
    except UnreadableSnapshot as error:
        yield f"de inhoud is niet te lezen ({str(error).splitlines()[0]})"
        return
    if isinstance(publication, PublicEdition) and content.public is None:
        yield "de inhoud zegt niet dat zij een openbare versie is"
    if (
        render
        and _has_same_layout(publication)
        and render_pdf(content) != bytes(publication.pdf)
    ):
        yield "de inhoud geeft nu een andere PDF"
