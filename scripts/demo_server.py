"""How gunicorn serves the demo (scripts/demo)."""

import os

bind = f"127.0.0.1:{os.environ['PORT']}"
workers = 2
preload_app = True  # once, before there are workers that Ctrl-C could meet half loaded
loglevel = "warning"
control_socket_disable = True


def when_ready(server: object) -> None:
    """Tell where it is; from now on it answers."""
    print(f"\nThe demo runs on http://{bind} (Ctrl-C stops it).", flush=True)
