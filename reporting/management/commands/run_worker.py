"""Make the PDFs and send the messages that people ask for, one after another."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker

from reporting import deliveries, jobs

PAUSE = 1.0  # seconds, when there is nothing to do


class Command(BaseCommand):
    help = (
        "Maakt de rapportages waar mensen om vragen en stuurt bericht, tot u hem stopt."
        " Er mogen er meer tegelijk draaien. Wat bleef liggen doordat er een uitviel,"
        " doet hij opnieuw."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--batch", action="store_true", help="stop als er niets meer te doen is"
        )

    def handle(self, *, batch: bool, **options: object) -> None:
        worker = Worker(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            excluded_queue_names=[],
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            worker_id=get_random_string(32),
            interval=PAUSE,
            startup_delay=False,
            max_tasks=None,
            batch=True,  # so that it returns when the queue is empty
        )
        worker.configure_signals()  # asked to stop, it finishes what it is at
        while worker.running:
            worker.run()
            now = timezone.now()
            if jobs.recover(now) + deliveries.recover(now):
                continue
            if batch:
                return
            time.sleep(PAUSE)
