"""How gunicorn serves the demo (scripts/demo), with a worker that makes the PDFs."""

import os
import subprocess
import sys

bind = f"127.0.0.1:{os.environ['PORT']}"
workers = 2
preload_app = True  # once, before there are workers that Ctrl-C could meet half loaded
loglevel = "warning"
control_socket_disable = True


pdf_worker: subprocess.Popen | None = None


def when_ready(server: object) -> None:
    """Start the worker, and tell where the demo is; from now on it answers."""
    global pdf_worker
    pdf_worker = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker", "--skip-checks"],
        start_new_session=True,  # so that Ctrl-C asks it once to stop, by on_exit
    )
    print(f"\nThe demo runs on http://{bind} (Ctrl-C stops it).", flush=True)


def on_exit(server: object) -> None:
    """Let the worker finish the PDF that it is at, and stop as well."""
    if pdf_worker:
        pdf_worker.terminate()
        pdf_worker.wait()
