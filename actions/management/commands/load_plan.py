"""Load a plan from a file, again and again."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from actions.plan_file import open_plan
from actions.plan_import import load_plan
from actions.plan_yaml import PlanFileError
from actions.services import Decision
from municipalities.free_text import refuse_bsn

SHIPPED_PLAN = settings.BASE_DIR / "fixtures" / "uitvoeringsplan.yaml"


def day(text: str) -> date:
    """A day as 2025-12-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"‘{text}’ is geen datum, zoals 2025-12-31") from None


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
            help="waarom het plan wijzigt; nodig als het al is vastgesteld",
        )
        parser.add_argument(
            "--decided-by",
            default="",
            help="wie erover besloot; nodig als het plan al is vastgesteld",
        )
        parser.add_argument(
            "--valid-from",
            type=day,
            help="vanaf welke dag (jjjj-mm-dd) de wijziging van een vastgesteld plan"
            " geldt",
        )

    def handle(
        self,
        *,
        file: Path,
        dry_run: bool,
        reason: str,
        decided_by: str,
        valid_from: date | None,
        **options: object,
    ) -> None:
        reason, decided_by = reason.strip(), decided_by.strip()
        decision = None
        if reason and decided_by and valid_from:
            decision = Decision(reason, decided_by, valid_from)
        try:
            refuse_bsn(f"{reason}\n{decided_by}")
            changes = load_plan(
                open_plan(file),
                source=file.name,
                reason=reason,
                decision=decision,
                dry_run=dry_run,
            )
        except PlanFileError as error:
            raise CommandError(f"{file} is niet ingelezen.\n{error}") from error
        except ValidationError as error:
            raise CommandError(f"De reden kan niet. {error.message}") from error
        for line in changes.report(all_names=dry_run):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Dit was een proef: er is niets veranderd.")
