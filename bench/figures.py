"""How long it takes to decide what of figures is shown, by how many municipalities.

The second quarter has a total over both for each municipality and for all, so that
every number hangs together with every other (docs/adr/0032).
"""

from random import Random
from time import process_time

from reporting.suppression.knowledge import Atom, Knowledge
from reporting.suppression.release import Table, release
from reporting.suppression.rule import Rule

SIZES, QUICK_SIZES = [8, 40, 342], [8, 40]
QUARTERS = 2
NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 20, 35]


def print_figures(sizes: list[int]) -> None:
    """Print the seconds of each release, and how often the first of the least fits."""
    print(f"\nrelease of figures{'statistics':>18}{'CPU':>12}{'× first of 8':>14}")
    floor = time_releases(SIZES[0])[0][1]
    for size in sizes:
        for quarter, (statistics, seconds) in enumerate(time_releases(size), start=1):
            name = f"{size} municipalities, Q{quarter}"
            print(
                f"{name:26}{statistics:10}{seconds * 1000:9.0f} ms"
                f"{seconds / floor:14.1f}",
                flush=True,
            )


def time_releases(size: int) -> list[tuple[int, float]]:
    """How many statistics each quarter shows, and the seconds of the processor."""
    numbers = Random(size)
    values: dict[Atom, int] = {}
    known = Knowledge()
    times = []
    for quarter in range(QUARTERS):
        table = make_table(quarter, size)
        values |= {cell: numbers.choice(NUMBERS) for cell in table.cells}
        started = process_time()
        known = release(known, table, values, Rule())
        times.append((len(table.statistics), process_time() - started))
    return times


def make_table(quarter: int, size: int) -> Table:
    """The cells of a quarter, their total, and the totals over the quarters so far."""
    so_far = range(quarter + 1)
    rows = [[f"{number}/{each}" for each in so_far] for number in range(size)]
    cells = tuple(row[-1] for row in rows)
    totals = [frozenset(cells)]
    if quarter:
        totals.append(frozenset(cell for row in rows for cell in row))
        totals += [frozenset(row) for row in rows]
    return Table(cells, tuple(totals))
