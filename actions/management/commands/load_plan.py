"""Load a plan from a file, again and again."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from actions.plan_file import open_plan
from actions.plan_import import load_plan
from actions.plan_yaml import PlanFileError
from municipalities.free_text import refuse_bsn

SHIPPED_PLAN = settings.BASE_DIR / "fixtures" / "uitvoeringsplan.yaml"


class Command(BaseCommand):
    help = (
        "Leest een uitvoeringsplan in uit een bestand. Nog eens inlezen verdubbelt"
        " niets: wat er al is, wordt bijgewerkt, en er wordt niets verwijderd. Zit er"
        " een fout in het bestand, dan verandert er niets. Hoe het bestand in elkaar"
        " zit, staat in docs/planbestand.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=SHIPPED_PLAN,
            help="het planbestand; anders het meegeleverde plan",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="laat zien wat er zou veranderen, en verander niets",
        )
        parser.add_argument(
            "--reason",
            default="",
            help="waarom een plan wijzigt dat al is vastgesteld",
        )

    def handle(
        self, *, file: Path, dry_run: bool, reason: str, **options: object
    ) -> None:
        try:
            refuse_bsn(reason)
            changes = load_plan(
                open_plan(file), source=file.name, reason=reason, dry_run=dry_run
            )
        except PlanFileError as error:
            raise CommandError(f"{file} is niet ingelezen.\n{error}") from error
        except ValidationError as error:
            raise CommandError(f"De reden kan niet. {error.message}") from error
        for line in changes.report(all_names=dry_run):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Dit was een proef: er is niets veranderd.")
