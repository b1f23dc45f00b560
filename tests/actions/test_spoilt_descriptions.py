"""Files spoilt as people and editors spoil them: faults with file, place and mend, and never one that hides another."""

import tomllib
from datetime import date

import pytest

from okienko.actions.description import examine
from tests.house.checkout import ROOT

ON = date(2026, 11, 23)
DEMO = (ROOT / "offices" / "demo" / "office.toml").read_text(encoding="utf-8")
#: A fault far from all others: it must be told beside each.
FAR = '\n[notices.n]\ntitle = { pl = "a", en = "b" }\ntext = { pl = "a", en = "b" }\nto = "jutro"\n'
#: What is replaced by what.
SPOILS = [
    ('mon-fri = "08:00-16:00"', 'fri-mon = "08:00-16:00"'),
    ('mon-fri = "08:00-16:00"', 'mon-fri = ["08:00-12:00", "13:00-16:00"]'),
    ('mon-fri = "08:00-16:00"', 'mon-fri = "00:00-25:00"'),
    ("last_ticket_minutes = 15", "last_ticket_minutes = 9223372036854775808"),
    ("last_ticket_minutes = 15", "last_ticket_minutes = -15"),
    ("[calendar.periods.zwykle.hours]", "[calendar.periods.zwykle]\nto = 2025-01-01\n[calendar.periods.zwykle.hours]"),
    ('languages = ["pl", "en"]', "languages = []"),
    ('languages = ["pl", "en"]', 'languages = ["pl", "pl", "de", 3]'),
    ('slug = "demo"', 'slug = "static"'),
    ('slug = "demo"', 'slug = "' + "a" * 300 + '"'),
    ('"Europe/Warsaw"', '"../../etc/passwd"'),
    ("[desks.1]", '[desks."1\u0430"]'),
    ("[queues.A]", '[queues."A\u200b"]'),
    ('label = "1"', 'label = "\u202e1"'),
    ('label = "1"', 'label = "\\u0000"'),
    ('label = "1"', 'label = "' + "e\u0301" * 400 + '"'),
    ('label = "1"', 'label = "1"\nat = [nan, 1]'),
    ('label = "1"', 'label = "1"\nat = [1e308, -1e308]'),
    ('label = "1"', 'label = "1"\nequipment = ["loop", "loop", "x"]'),
    ('name = "Urząd Gminy"', 'name = "\u00a0\u2003"'),
    ("level = 0", "level = 1e400"),
    ("capacity = 12", "capacity = -12"),
    ("seats = 6", "seats = 600"),
    ('kind = "hall"', 'kind = ["hall"]'),
    ('kind = "hall"', 'kind = "hall"\noverflow = "sala"'),
    ('contact_modes = ["comes-down", "phone"]', "contact_modes = []"),
    ('contact_modes = ["comes-down", "phone"]', 'contact_modes = ["comes-down"]\nhead = "ug-9"'),
    ('kind = "meeting"', 'kind = "private"'),
    ('["ug-1 08:00-16:00"]', "[]"),
    ('["ug-1 08:00-16:00"]', '["ug-7 08:00-16:00", "ug-1 8-16", 4, "ug-1"]'),
    ("[roster]", '[roster]\nZ = { mon-fri = ["ug-1 08:00-16:00"] }'),
    ('A = { prefix = "A" }', 'A = { prefix = "A", first = 1, last = 10000000000000000000000, digits = 90 }'),
    ('A = { prefix = "A" }', 'A = { prefix = "A", first = -5, last = -1 }'),
    ('K = { prefix = "K" }', 'K = { prefix = "a" }'),
    ("minutes = 10", "minutes = -10\nshortest = -20\nlongest = 99999999999"),
    ('synonyms = ["podanie", "wniosek"]', 'synonyms = ["podanie", "podanie", "", 3, ["x"]]'),
    ('department = "UG"\nqueue = "A"', 'department = ["UG"]\nqueue = "A"'),
    ('skills = ["oplata"]', 'skills = [{ what = "oplata", from = 2027-01-01 }]'),
    ('skills = ["oplata"]', 'skills = [{ what = 3, to = "x" }]'),
    ('role = "officer"', 'role = "król"'),
    ("[office]", "[[office]]"),
    ("[services.pismo]", "[[services.pismo]]"),
    ('working_hours = "07:30-15:30"', 'working_hours = "15:30-07:30"'),
]


@pytest.mark.parametrize(("was", "becomes"), SPOILS, ids=[f"{becomes[:40]!a}" for _, becomes in SPOILS])
def test_each_spoilt_description_is_told_with_place_and_mend_and_hides_nothing(was, becomes):
    assert was in DEMO
    spoilt = DEMO.replace(was, becomes, 1)
    assert tomllib.loads(spoilt)
    faults = examine({"office.toml": spoilt + FAR}, on=ON).faults
    others = [each for each in faults if each.path != "notices.n.to"]
    assert others and len(others) < len(faults), "the spoil and the fault far from it"
    assert all(each.file == "office.toml" and each.line and each.what and each.mend for each in faults)


@pytest.mark.parametrize("text", [
    DEMO.replace("\n", "\r"), DEMO + "x = " + "[" * 3000 + "]" * 3000, DEMO + 'x = "\\ud800"', DEMO + DEMO,
    DEMO + f"\nx = {'9' * 5000}", DEMO + '\noffice.slug.x = "x"\n[office.slug]\n',
], ids=["old line ends", "deep", "half a character", "twice", "endless", "clash"])
def test_a_file_that_cannot_be_read_is_told_once(text):
    (fault,) = examine({"office.toml": text}, on=ON).faults
    assert fault.file == "office.toml" and fault.line and fault.what and fault.mend
