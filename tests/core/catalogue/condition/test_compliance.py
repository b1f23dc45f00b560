"""The published compliance cases of level 2 (dmn-tck), and the figure that the docs tell of them."""

import re
from pathlib import Path

import pytest

from tests.core.catalogue.condition.ours import Ours
from tests.core.catalogue.condition.tck import Result, results

ROOT = Path(__file__).parents[4]
DOCS = ROOT / "docs" / "offices" / "conditions.md"


@pytest.fixture(scope="module")
def outcome(shared) -> list[Result]:
    archive = shared / "standards" / "dmn-tck" / "compliance-level-2.tar.gz"
    if not archive.is_file():
        pytest.skip(f"no compliance cases: {archive} is missing")
    return results(archive, Ours())


def told(result: Result) -> str:
    where = f"{result.model} case {result.case}, {result.decision}"
    return f"{where}: {result.outside or f'{result.found!r} instead of {result.expected!r}'}"


@pytest.mark.shared
def test_every_case_inside_the_subset_has_the_result_of_the_standard(outcome):
    failed = [told(result) for result in outcome if not result.outside and not result.is_passed]
    assert outcome
    assert failed == []


@pytest.mark.shared
def test_the_docs_tell_how_many_cases_pass_and_which_stand_outside(outcome):
    page = DOCS.read_text(encoding="utf-8")
    passed = sum(result.is_passed for result in outcome)
    assert re.findall(r"\*\*(\d+) of (\d+) results\*\*", page) == [(str(passed), str(len(outcome)))]
    outside = {result.model for result in outcome if result.outside}
    assert [model for model in sorted(outside) if model not in page] == []
