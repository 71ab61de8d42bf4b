"""The solver works in silence: what it prints ends up in the output of commands."""

import subprocess
import sys

SOLVE = """
from reporting.suppression.knowledge import Fact
from reporting.suppression.worlds import Worlds
print(Worlds([Fact(frozenset("a"), frozenset(), ((3, 3),))]).find())
"""


def test_the_solver_prints_nothing():
    # In a process of its own: it prints its banner once in each.
    found = subprocess.run(
        [sys.executable, "-c", SOLVE], capture_output=True, text=True, check=True
    )

    assert found.stdout.splitlines() == ["{'a': 3}"]
