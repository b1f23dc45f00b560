"""What the cards say is said in each language of the office."""

from datetime import date, timedelta
from itertools import chain

import pytest

from okienko.actions.description import office_of
from okienko.core.office.phrase import Phrase, said
from okienko.links.files import read_directory
from tests.house.checkout import ROOT

LEGNICA = ROOT / "offices" / "legnica"

LINES = ("fee", "deadline", "where", "obligation", "result", "online", "jurisdiction", "busy", "note")
NAMED = ("departments", "services", "referrals", "groups", "queues", "areas", "floors", "regimes", "priorities")


@pytest.fixture(scope="module")
def office():
    return office_of(read_directory(LEGNICA).files)


def lines_of(office):
    for service in office.services.values():
        yield from chain(service.documents, *(getattr(service, name).splitlines() for name in LINES))
    for referral in office.referrals.values():
        yield from (referral.where, referral.why, referral.fee, referral.note)
    for priority in office.priorities.values():
        yield from (priority.ground, priority.proof)
    yield from chain(reasons_of(office.calendar), (entrance.note for entrance in office.entrances.values()))
    yield from (place.step_free for place in chain(office.floors.values(), office.areas.values()))
    yield from (office.calendar.complaints.received_by, office.calendar.complaints.where, *office.marks.values())


def reasons_of(calendar):
    """Why the hours of a day differ, for a year and more about the demonstration."""
    days = (date(2026, 1, 1) + timedelta(days=ahead) for ahead in range(730))
    return (calendar.hours_on(day)[1] for day in days)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_legnica_says_every_line_and_every_name_in_each_of_its_languages(office, language):
    assert language in office.languages
    known = {phrase.pl: getattr(phrase, language) for phrase in office.phrases.values()}
    assert [line for line in lines_of(office) if line.strip() and not known.get(line.strip())] == []
    names = chain.from_iterable(getattr(office, section).values() for section in NAMED)
    assert [each.id for each in names if not isinstance(each.name, str) and not getattr(each.name, language)] == []


def test_no_phrase_stands_for_a_line_that_nobody_says(office):
    labels = {desk.label for desk in office.desks.values()}
    assert {phrase.pl for phrase in office.phrases.values()} <= {*map(str.strip, lines_of(office)), *labels}


def test_a_text_is_said_line_by_line_and_stays_polish_where_nothing_is_known():
    phrases = {"bez-oplaty": Phrase(id="bez-oplaty", pl="Bez opłaty", en="No fee")}
    assert said("Bez opłaty\nOdpis: 22 zł", "en", phrases=phrases) == "No fee\nOdpis: 22 zł"
    assert said("Bez opłaty", "uk", phrases=phrases) == "Bez opłaty"
