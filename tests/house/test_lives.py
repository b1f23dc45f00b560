"""The diagrams of the lives are those of the tables in core, and every state is a word of the glossary."""

import re

from okienko.core.contact.wish import WISH_LIFE
from okienko.core.hall.visit import VISIT_LIFE
from tests.house.checkout import ROOT
from tools import lives

STATES = {state for life in (VISIT_LIFE, WISH_LIFE) for state in life} - {"new"}


def test_the_diagrams_are_drawn_from_the_tables_as_they_are():
    assert lives.DOCUMENT.read_text(encoding="utf-8") == lives.document(), "run: make lives"


def test_every_state_of_a_life_is_a_word_of_the_glossary():
    glossary = (ROOT / "docs" / "domain" / "glossary.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([^|]+?) \|", glossary, re.MULTILINE)) >= STATES


def test_a_state_that_is_not_open_leads_out():
    life = {"new": {"taken": frozenset({"waiting"})}, "waiting": {"left": frozenset({"left"})}}
    text = "\n".join(lives.arrows(life, is_open={"waiting"}))
    assert text == "    [*] --> waiting: taken\n    waiting --> left: left\n    left --> [*]"
