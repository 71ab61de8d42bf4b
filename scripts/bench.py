#!/usr/bin/env python
"""Measure the demo's pages and its report: seconds and queries, without a network.

Run by `make bench`. Every page is fetched as the coordinator; the median of several
fetches is shown, after one that fills the caches.
"""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "achterhoek.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Action, Plan
from municipalities.models import Membership, Role

FETCHES = 10
REPORT = Path("var/bench-report.pdf")


def main() -> None:
    membership = Membership.objects.filter(role=Role.COORDINATOR).first()
    plan, action = Plan.objects.first(), Action.objects.first()
    if membership is None or plan is None or action is None:
        sys.exit("No coordinator or plan here; run this by `make bench`")
    client = Client(headers={"host": "localhost"})
    client.force_login(membership.user)
    for path in (
        reverse("actions:overview"),
        plan.get_absolute_url(),
        action.get_absolute_url(),
        reverse("actions:my-tracks"),
    ):
        show(path, *measure_page(client, path))
    show("report as PDF", *measure_report())


def measure_page(client: Client, path: str) -> tuple[float, int]:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, follow=True)
    if response.status_code != 200:
        sys.exit(f"{path} answers {response.status_code}")
    times = []
    for _ in range(FETCHES):
        started = time.perf_counter()
        client.get(path, follow=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times), len(queries)


def measure_report() -> tuple[float, int]:
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        call_command(
            "render_report", quarter="2025-Q3", output=str(REPORT), verbosity=0
        )
    REPORT.unlink()
    return time.perf_counter() - started, len(queries)


def show(name: str, seconds: float, queries: int) -> None:
    print(f"{name:40} {seconds:7.3f} s {queries:5} queries")


if __name__ == "__main__":
    main()
