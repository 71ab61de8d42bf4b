"""Fill a database that holds only the plan with the demo."""

from django.core.management.base import BaseCommand, CommandError

from actions.demo import DemoRefused, load_demo, memberships_of, read_content


class Command(BaseCommand):
    help = (
        "Vult een database waarin alleen het plan staat met accounts in elke rol en"
        " verzonnen voortgang over Q1, Q2 en Q3 2025. Nog eens laden verandert niets."
        " In een database die in gebruik is, gebeurt er niets."
    )

    def handle(self, **options: object) -> None:
        content = read_content()
        try:
            loaded = load_demo(content)
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
        self.stdout.write(f"Wachtwoord van alle accounts: {content['wachtwoord']}")
