"""The words of the ticket on paper, without a printer."""

from pathlib import Path

import pytest
from django.utils import translation

from okienko.actions.description import office_of
from okienko.links.files import read_directory
from okienko.ui.slips import slip_of

ROOT = Path(__file__).parents[3]
VIEW = {"ticket": "D012", "service": "dowod-wniosek", "state": "waiting", "event": None, "low": 300, "high": 900,
        "enough": True,
        "persons": 1, "outside": False, "taken_at": "2026-11-23T09:00:00+00:00"}


@pytest.fixture(scope="module")
def office():
    return office_of(read_directory(ROOT / "offices" / "legnica").files)


@pytest.mark.parametrize(("is_demonstration", "event", "names"), [
    (True, None, ["W tym pokazie", "Oczekiwanie w prawdziwej sali"]),
    (True, "officer", ["Przewidywane oczekiwanie"]),
    (False, None, ["Przewidywane oczekiwanie"]),
])
def test_only_a_demonstration_calls_at_once_and_its_ticket_says_so(settings, office, is_demonstration, event, names):
    settings.OKIENKO_DEMO = is_demonstration
    with translation.override("pl"):
        facts = dict(slip_of(office, {**VIEW, "event": event}, url="https://example.org/t/", code="ABC").facts)
    assert [name for name in facts if "pokaz" in name or "czekiwanie" in name] == names
    assert ("wołamy w ciągu 45 sekund" in facts.values()) is (names[0] == "W tym pokazie")
