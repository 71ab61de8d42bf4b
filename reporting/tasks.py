"""What runs outside a request, in a worker (docs/adr/0026)."""

from django_tasks import task

from .delivering import deliver
from .making import make


@task()
def render(pk: int) -> None:
    """Make the PDF of a job. To run it once more does no harm."""
    make(pk)


@task()
def send(pk: int) -> None:
    """Send a message. To run it once more does no harm."""
    deliver(pk)
