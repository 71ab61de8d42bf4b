"""Fill the database of DATABASE_URL: python -m bench.fill MUNICIPALITIES"""

import sys

import django

django.setup()

from django.core.management import call_command
from django.db import transaction

from .data import fill_database

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        fill_database(int(sys.argv[1]))
