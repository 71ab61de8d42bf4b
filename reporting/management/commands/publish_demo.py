"""Publish the figures and the reports of the demo."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reporting.demo import NoDemo, publish_demo

FIXTURES = settings.BASE_DIR / "fixtures"
FIGURES, REPORTS = FIXTURES / "demo_figures.yaml", FIXTURES / "demo_reports.yaml"


class Command(BaseCommand):
    help = (
        "Publiceert de verzonnen cijfers en rapportages van de demo, na load_demo."
        " In een database die geen demo is, gebeurt er niets."
    )

    def handle(self, **options: object) -> None:
        try:
            reports = publish_demo(FIGURES, REPORTS)
        except NoDemo as refused:
            raise CommandError(str(refused)) from refused
        for report in reports:
            self.stdout.write(f"Gepubliceerd: {report}")
