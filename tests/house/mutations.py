"""Faults put into the rules on purpose, each with the test of the core that proves the rule.

`python -m tests.house.mutations FOLDER` runs those tests without a fault, then once with each fault (`faults`), and
writes what came of it into the folder: `test_mutations.py` reads it. Each run is a fork of the one process that has
everything imported.
"""

import os
import sys
from pathlib import Path

import pytest

from tests.house.faults import MUTATIONS, NOTICED_BY, of_the_guarantee, of_the_turns

ALONE = ["-q", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider", "--no-header"]
WITHOUT_A_FAULT = "without a fault"
FAULTS = (of_the_guarantee, of_the_turns)


def run_forked(name: str, tests: list[str], folder: Path) -> None:
    """Run these tests in a fork of this process, the fault in the rules: exit code and words go into the folder."""
    child = os.fork()
    if not child:
        said = os.open(folder / f"{name}.said", os.O_CREAT | os.O_WRONLY)
        os.dup2(said, sys.stdout.fileno())
        os.dup2(said, sys.stderr.fileno())
        MUTATIONS.get(name, bool)()
        os._exit(pytest.main([*ALONE, *tests]))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    (folder / f"{name}.code").write_text(str(code), encoding="utf-8")


def main(folder: Path) -> None:
    """Run the tests that prove the rules, first as the rules are, then with each fault in them."""
    every = sorted(set(NOTICED_BY.values()))
    pytest.main([*ALONE, "--collect-only", "-qq", *every])  # imports all that the forks share
    run_forked(WITHOUT_A_FAULT, every, folder)
    for name in MUTATIONS:
        run_forked(name, [NOTICED_BY[name]], folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
