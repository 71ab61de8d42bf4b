"""Write the report of a round to a PDF, without a browser."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from actions.models import Plan, ReportingRound
from actions.periods import Quarter
from municipalities.models import Municipality
from reporting.assemble import NotTakingPart, build_report, report_day
from reporting.render import render_pdf

REASONS = {
    FileNotFoundError: "de map bestaat niet",
    IsADirectoryError: "dat is een map",
    PermissionError: "dat mag niet op deze plek",
}
"""Why a file could not be written."""


class Command(BaseCommand):
    help = (
        "Schrijft de rapportage over een kwartaal als PDF, van de regio of van één"
        " gemeente. Is de ronde nog open, dan is het de stand van vandaag."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quarter", required=True, help="zoals 2025-Q3")
        parser.add_argument("--municipality", help="gemeentecode, zoals GM1859")
        parser.add_argument(
            "--output", type=Path, required=True, help="het PDF-bestand"
        )
        parser.add_argument(
            "--plan", type=int, help="nummer van het plan, als er meer zijn"
        )

    def handle(
        self,
        *,
        quarter: str,
        municipality: str | None,
        output: Path,
        plan: int | None,
        **options: object,
    ) -> None:
        reporting_round = self._get_round(quarter, plan)
        try:
            report = build_report(
                reporting_round,
                as_of=report_day(reporting_round, timezone.localdate()),
                municipality=self._get_municipality(municipality),
            )
        except NotTakingPart:
            raise CommandError(f"{municipality} doet niet mee aan dit plan.") from None
        try:
            output.write_bytes(render_pdf(report))
        except OSError as error:
            reason = REASONS.get(type(error), error.strerror)
            raise CommandError(f"{output} is niet te schrijven: {reason}.") from error
        self.stdout.write(f"Geschreven: {output}")

    def _get_round(self, text: str, plan: int | None) -> ReportingRound:
        try:
            quarter = Quarter.parse(text)
        except ValueError as error:
            raise CommandError(str(error)) from error
        plans = Plan.objects.newest_first()
        chosen = plans.filter(pk=plan).first() if plan else plans.first()
        if chosen is None:
            raise CommandError(
                "Dit plan is er niet. Laad het eerst: manage.py load_plan"
            )
        found = chosen.rounds.filter(
            year=quarter.year, quarter_number=quarter.number
        ).first()
        if found is None:
            known = ", ".join(str(other) for other in chosen.rounds.all()) or "geen"
            raise CommandError(
                f"Over {quarter} is geen rapportageronde. Rondes van dit plan: {known}."
            )
        return found

    def _get_municipality(self, code: str | None) -> Municipality | None:
        if code is None:
            return None
        municipality = Municipality.objects.filter(code=code).first()
        if municipality is None:
            raise CommandError(f"Er is geen gemeente met code {code}.")
        return municipality
