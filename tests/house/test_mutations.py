"""The tests of the core must notice when a rule is broken: each of the `faults` turns red the one it names."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.faults import MUTATIONS, NOTICED_BY
from tests.house.mutations import WITHOUT_A_FAULT

ROOT = Path(__file__).parents[2]
TESTS_FAILED = "1"  # pytest's word for tests that ran and failed


@pytest.fixture(scope="module")
def came_of(tmp_path_factory):
    """What came of the run with a fault: pytest's exit code and what it said."""
    folder = tmp_path_factory.mktemp("mutations")
    made = subprocess.run([sys.executable, "-m", "tests.house.mutations", str(folder)], cwd=ROOT,
                          env={**os.environ, "HYPOTHESIS_PROFILE": "brief"}, capture_output=True, text=True,
                          check=False, timeout=300)
    assert made.returncode == 0, made.stdout + made.stderr
    return lambda name: ((folder / f"{name}.code").read_text(), (folder / f"{name}.said").read_text())


def test_the_rules_as_they_are_pass_the_tests_that_prove_them(came_of):
    code, said = came_of(WITHOUT_A_FAULT)
    assert code == "0", said[-2000:]


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_a_broken_rule_turns_the_test_of_that_rule_red(name, came_of):
    code, said = came_of(name)
    assert code == TESTS_FAILED, f"{name} went unnoticed by {NOTICED_BY[name]}:\n{said[-2000:]}"
    assert "failed" in said
