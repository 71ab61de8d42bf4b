"""Fill a database that holds only the plan with the demo."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actions.demo import load_demo, memberships_of
from actions.demo_file import open_demo
from actions.demo_moments import DemoRefused
from actions.plan_yaml import PlanFileError

SHIPPED_DEMO = settings.BASE_DIR / "fixtures" / "demo.yaml"


class Command(BaseCommand):
    help = (
        "Vult een database waarin alleen het plan staat met accounts in elke rol en"
        " verzonnen voortgang over Q1, Q2 en Q3 2025. Nog eens laden verandert niets."
        " In een database die in gebruik is, gebeurt er niets."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=SHIPPED_DEMO,
            help="het bestand met de demo; anders de meegeleverde demo",
        )

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            content = open_demo(file)
            loaded = load_demo(content)
        except PlanFileError as error:
            raise CommandError(f"{file} is niet ingelezen.\n{error}") from error
        except DemoRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("De demo is geladen." if loaded else "De demo stond er al.")
        self.stdout.write("")
        for membership in memberships_of(content):
            self.stdout.write(
                f"{membership.get_role_display():22}  {membership.user.name:20}"
                f"  {membership.user.email:40}  {membership.place}"
            )
        self.stdout.write("")
        self.stdout.write(f"Wachtwoord van alle accounts: {content.password}")
