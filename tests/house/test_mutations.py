"""The tests of the core must notice when a rule is broken: each fault in `mutations.py` turns them red."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.mutations import MUTATIONS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_a_broken_rule_turns_the_tests_of_the_core_red(name):
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "tests.house.mutations", "-p", "no:randomly",
         "-p", "no:xdist", "-p", "no:cacheprovider", "--no-header", "tests/core/contact", "tests/core/hall"],
        cwd=ROOT, env={**os.environ, "OKIENKO_MUTATION": name, "HYPOTHESIS_PROFILE": "brief"},
        capture_output=True, text=True, check=False, timeout=300,
    )
    assert run.returncode == 1, f"{name} went unnoticed:\n{run.stdout[-2000:]}"
    assert "failed" in run.stdout
