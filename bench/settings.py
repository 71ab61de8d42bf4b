"""The product's settings, with the floors and a count of queries beside them."""

import os
from pathlib import Path

from achterhoek.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.middleware.count_queries", *MIDDLEWARE]  # noqa: F405
STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
MEDIA_ROOT = Path(os.environ["BENCH_FOLDER"]) / "media"
