"""The guide for cities names every section that a description may have."""

import re
from dataclasses import fields
from pathlib import Path

from okienko.core.description.fields import key_of
from okienko.core.office import Office

GUIDE = Path(__file__).parents[3] / "docs/offices/README.md"


def test_the_guide_names_every_section_and_no_other():
    named = set(re.findall(r"`\[(\w+)(?:\.…)?\]`", GUIDE.read_text(encoding="utf-8")))
    assert named == {key_of(one) for one in fields(Office)}
