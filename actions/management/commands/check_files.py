"""Check that the files of attachments are there and unchanged."""

from argparse import ArgumentParser

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from actions.files_check import check_files
from actions.models import HeldFile
from actions.services.evidence import discard


class Command(BaseCommand):
    help = (
        "Controleert of elk bestand bij een bijlage er nog is en niet veranderd is,"
        " bijvoorbeeld nadat een back-up is teruggezet. Ruimt bestanden op die bij een"
        " formulier hoorden dat nooit is opgeslagen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--delete",
            action="store_true",
            help="verwijder ook bestanden die bij geen enkele bijlage horen",
        )

    def handle(self, *, delete: bool, **options: object) -> None:
        now = timezone.now()
        discard(HeldFile.objects.expired(now))
        check = check_files(now)
        for attachment in check.missing:
            self.stdout.write(f"Ontbreekt: bijlage {attachment.pk}, {attachment}")
        for attachment in check.changed:
            self.stdout.write(f"Veranderd: bijlage {attachment.pk}, {attachment}")
        for name in check.orphaned:
            self.stdout.write(f"Hoort nergens bij: {name}")
            if delete:
                default_storage.delete(name)
        if check.missing or check.changed or (check.orphaned and not delete):
            raise CommandError("De bestanden kloppen niet met de database.")
        self.stdout.write("De bestanden kloppen met de database.")
