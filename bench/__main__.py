"""Measure the product: python -m bench [--quick] [--database NAME] [--municipalities N]

Ends with 1 when a page takes more queries for more municipalities.
"""

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from .figures import QUICK_SIZES, print_figures
from .figures import SIZES as FIGURE_SIZES

ROOT = Path(__file__).resolve().parent.parent
WITH_POSTGRES = ROOT / "scripts" / "with_postgres.py"
DATABASES = ["sqlite", "postgresql"]
SIZES = [8, 40]
REPORT_SIZES, QUICK_REPORT_SIZES = [8, 40, 342], [8]
REPEATS, QUICK_REPEATS = 40, 10
REPORT_TURNS = 3

Results = dict[str, dict[str, float]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer requests")
    parser.add_argument("--database", choices=DATABASES, help="only this one")
    parser.add_argument("--municipalities", type=int, help="only so many")
    options = parser.parse_args()
    databases = [options.database] if options.database else DATABASES
    sizes = [options.municipalities] if options.municipalities else SIZES
    repeats = QUICK_REPEATS if options.quick else REPEATS
    # Asked to stop, leave by way of every `finally`.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))

    grows = False
    with TemporaryDirectory(prefix="bench-") as folder:
        environment = make_environment(Path(folder))
        manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
        run(manage, environment)
        for database in databases:
            results = {}
            for size in sizes:
                results[size] = measure(database, size, repeats, environment)
                print_table(f"{database}, {size} municipalities", results[size])
            grows |= print_growth(database, results)
        if options.municipalities is None:
            sizes = QUICK_REPORT_SIZES if options.quick else REPORT_SIZES
        turns = 1 if options.quick else REPORT_TURNS
        print_reports(
            {size: measure_report(size, turns, environment) for size in sizes}
        )
    print_figures(QUICK_SIZES if options.quick else FIGURE_SIZES)
    return int(grows)


def make_environment(folder: Path) -> dict[str, str]:
    """As in production, but for HTTPS; nothing of this machine's own settings."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "off",
        "HTTPS": "off",
        "ALLOWED_HOSTS": "127.0.0.1",
        "EMAIL_URL": "dummymail://",
        "WORKER": "off",  # so that a request for a PDF is the making of it
        "DATABASE_URL": "sqlite://:memory:",
    }


def measure(
    database: str, size: int, repeats: int, environment: Mapping[str, str]
) -> Results:
    """Measure on a fresh database, in a process that has its address as a setting."""
    command = [sys.executable, "-m", "bench.measure", str(size), str(repeats)]
    if database == "postgresql":
        return json.loads(
            run([sys.executable, str(WITH_POSTGRES), *command], environment)
        )
    with TemporaryDirectory(prefix="bench-") as folder:
        file = {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
        return json.loads(run(command, {**environment, **file}))


def measure_report(
    size: int, turns: int, environment: Mapping[str, str]
) -> dict[str, float]:
    """Make the report of the region in a process that did not fill the database."""
    with TemporaryDirectory(prefix="bench-") as folder:
        file = {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
        python = [sys.executable, "-m"]
        run([*python, "bench.fill", str(size)], {**environment, **file})
        command = [*python, "bench.report", str(turns)]
        return json.loads(run(command, {**environment, **file}))


def run(command: list[str], environment: Mapping[str, str]) -> str:
    """Run to the end, or let it clean up when this is interrupted."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        output, _ = process.communicate()
    finally:
        process.terminate()
        process.wait()
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return output


def print_table(title: str, results: Results) -> None:
    login, sql = (results[name]["median"] for name in list(results)[:2])
    print(f"\n{title}")
    print(f"{'':26}{'median':>10}{'p95':>10}{'queries':>9}{'bytes':>9}", end="")
    print(f"{'× log-in':>10}{'× SQL':>8}")
    for name, page in results.items():
        print(
            f"{name:26}{page['median']:7.1f} ms{page['p95']:7.1f} ms"
            f"{page['queries']:9.0f}{page['bytes']:9.0f}"
            f"{page['median'] / login:10.1f}{page['median'] / sql:8.1f}",
            flush=True,
        )


def print_reports(results: Mapping[int, dict[str, float]]) -> None:
    """What the report of the region takes, and Chromium for the same document."""
    print("\nreport of the region, and the same document printed by Chromium")
    print(
        f"{'municipalities':>14}{'pages':>7}{'assembly':>10}{'HTML':>8}{'PDF':>8}"
        f"{'memory':>9}{'bytes':>10}{'Chromium':>10}{'pages':>7}{'bytes':>10}"
        f"{'tagged':>8}{'ratio':>7}"
    )
    for size, result in results.items():
        print(
            f"{size:14}{result['pages']:7}{result['assembling']:8.2f} s"
            f"{result['filling in']:6.2f} s{result['PDF']:6.1f} s"
            f"{result['memory'] / 1e6:6.0f} MB{result['bytes']:10}"
            f"{result['Chromium']:8.1f} s{result['pages of Chromium']:7}"
            f"{result['bytes of Chromium']:10}"
            f"{'yes' if result['is tagged by Chromium'] else 'no':>8}"
            f"{result['PDF'] / result['Chromium']:7.1f}",
            flush=True,
        )


def print_growth(database: str, results: Mapping[int, Results]) -> bool:
    """Name the pages that take more queries for more municipalities."""
    has_grown = False
    for name in results[min(results)]:
        queries = {size: pages[name]["queries"] for size, pages in results.items()}
        if len(set(queries.values())) > 1:
            print(f"{database}: the queries of {name} grow: {queries}")
            has_grown = True
    return has_grown


if __name__ == "__main__":
    sys.exit(main())
