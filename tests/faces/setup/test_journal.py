"""The auditor reads the journal, takes it away, checks it; the administrator sees every revision of the description."""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from okienko.actions.audit import AlreadyChecking, checking, reading
from okienko.actions.office import apply
from okienko.actions.people.accounts import create_account
from okienko.actions.verify import Finding
from okienko.core.hall.entries import KINDS as OF_THE_HALL
from okienko.core.journal.chain import START, Line, link
from okienko.core.people.entries import KINDS as OF_PEOPLE
from okienko.faces.setup import journal as pages
from okienko.faces.setup.happenings import KINDS
from okienko.links.files import read_directory
from okienko.records.hall import Entry
from okienko.records.office import Office

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
DAYS = 3
EACH = 120


@pytest.fixture
def office():
    files = dict(read_directory(Path("offices/demo")).files)
    apply(files, by="ada", note="the first", at=datetime(2026, 1, 1, tzinfo=UTC))
    (name, text), *_ = files.items()
    apply({**files, name: text.replace("Wójt Gminy", "Burmistrz Gminy", 1)}, by="ada", note="the mayor",
          at=datetime(2026, 2, 1, tzinfo=UTC))
    return Office.objects.get(slug="demo")


@pytest.fixture
def entries(office):
    """Three days of the hall, a hundred and twenty entries each, chained as the keeper does it."""
    before = START
    for seq in range(1, DAYS * EACH + 1):
        day, place = divmod(seq - 1, EACH)
        at = FIRST + timedelta(days=day, minutes=place)
        kind = "day_opened" if place == 0 else ("taken", "called", "finished")[place % 3]
        body = json.dumps({"place": place}, separators=(",", ":")) if place else "{}"
        line = Line(office.pk, "hall", seq, str(at)[:-6], kind, place or None, str(place % 4), "kiosk:1", body, 0, None,
                    None)
        before = link(line, before=before)
        Entry.objects.create(office=office, stream="hall", seq=seq, at=at, kind=kind, visit=place or None,
                             desk=str(place % 4), by="kiosk:1", body=body, hash=before)


def client_of(role):
    client = Client()
    client.force_login(create_account(role, office="demo", roles=[role]))
    return client


@pytest.fixture
def auditor(office):
    return client_of("auditor")


def numbers(page):
    return [int(each) for each in re.findall(r'<th scope="row" class="number">(\d+)</th>', page)]


def test_every_kind_has_a_name():
    assert set(KINDS) == OF_THE_HALL | OF_PEOPLE


def test_a_day_is_read_page_by_page(auditor, entries):
    answer = auditor.get("/demo/setup/journal/", {"from": "2026-03-03"}, headers={"accept-language": "pl"})
    page = answer.content.decode()
    assert numbers(page) == list(range(121, 221))
    assert "pobrano bilet" in page and "wywołano klienta" in page
    more = re.search(r'href="(\?[^"]*)" rel="next"', page)[1].replace("&amp;", "&")
    rest = auditor.get(f"/demo/setup/journal/{more}").content.decode()
    assert numbers(rest) == list(range(221, 241))
    assert 'rel="next"' not in rest


@pytest.mark.parametrize(("asked", "count"), [
    ({"from": "2026-03-02", "to": "2026-03-04", "kind": "day_opened"}, 3),
    ({"from": "2026-03-02", "visit": "7"}, 1),
    ({"from": "2026-03-02", "to": "2026-03-04", "visit": "7"}, 3),
    ({"from": "2026-03-04", "desk": "3"}, 30),
    ({"from": "2026-03-05"}, 0),
    ({"from": "2026-03-01"}, 0),
    ({"from": "2026-03-02", "visit": "nobody", "kind": "nothing"}, 100),
])
def test_it_is_filtered_by_day_kind_visit_and_desk(auditor, entries, asked, count):
    assert len(numbers(auditor.get("/demo/setup/journal/", asked).content.decode())) == count


@pytest.mark.parametrize("asked", [{"from": "soon"}, {"from": "2026-03-05", "to": "2026-03-01"},
                                   {"from": "9999-99-99"}])
def test_days_that_are_none_are_told(auditor, entries, asked):
    answer = auditor.get("/demo/setup/journal/", asked, headers={"accept-language": "en"})
    assert answer.status_code == 200 and "This is not a date" in answer.content.decode()


def test_the_days_are_the_offices_own(office, entries):
    zone = reading.ZoneInfo("Europe/Warsaw")
    for day in range(DAYS):
        on = (FIRST + timedelta(days=day)).date()
        assert reading.day_bounds(office, "hall", on, on, zone=zone) == (day * EACH + 1, (day + 1) * EACH)


def test_it_is_taken_away_as_json_lines_with_the_hashes(auditor, entries):
    answer = auditor.get("/demo/setup/journal/file/", {"from": "2026-03-02", "to": "2026-03-04"})
    told = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert [each["seq"] for each in told] == list(range(1, 361))
    assert told[1] == {"seq": 2, "at": "2026-03-02T07:01:00.000+00:00", "kind": "called", "what": told[1]["what"],
                       "visit": 1, "desk": "1", "by": "kiosk:1", "facts": {"place": 1}, "hash": told[1]["hash"]}
    assert bytes.fromhex(told[-1]["hash"]) == bytes(Entry.objects.get(stream="hall", seq=360).hash)
    assert "attachment" in answer["content-disposition"]


def test_it_is_taken_away_as_a_table(auditor, entries):
    answer = auditor.get("/demo/setup/journal/file/", {"from": "2026-03-02", "kind": "taken", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 39 and {row["kind"] for row in rows} == {"taken"}
    assert json.loads(rows[0]["facts"]) == {"place": 3}


def test_the_stream_of_accounts_names_nobody(auditor):
    page = auditor.get("/demo/setup/journal/", {"stream": "people"}, headers={"accept-language": "pl"}).content.decode()
    assert "nadano konto" in page and "auditor@" not in page


def test_a_check_says_that_it_is_whole_or_what_is_wrong(auditor, monkeypatch):
    told = {"whole": checking.Checked((), 0, 12),
            "broken": checking.Checked((Finding("demo", "hall", 7, "missing", {"first": "5", "last": "6"}),), 1, 12)}
    for name, sentence in (("whole", "The journal is whole: 12 entries"), ("broken", "entries 5 to 6 are missing")):
        monkeypatch.setattr(pages, "check_journal", lambda slug, name=name: told[name])
        page = auditor.get("/demo/setup/journal/check/", headers={"accept-language": "en"}).content.decode()
        assert sentence in page
    monkeypatch.setattr(pages, "check_journal", lambda slug: told["broken"])
    page = auditor.get("/demo/setup/journal/check/", headers={"accept-language": "pl"}).content.decode()
    assert "brakuje wpisów od 5 do 6" in page


def test_only_one_check_at_a_time():
    assert checking._turn.acquire(blocking=False)
    try:
        with pytest.raises(AlreadyChecking):
            checking.check_journal("demo")
    finally:
        checking._turn.release()


def test_the_administrator_sees_each_revision_and_takes_its_files_away(office):
    administrator = client_of("administrator")
    page = administrator.get("/demo/setup/description/", headers={"accept-language": "en"}).content.decode()
    assert "Revision 2" in page and "Burmistrz Gminy" in page and "okienko apply demo/" in page
    for number, word in ((1, "Wójt Gminy"), (2, "Burmistrz Gminy")):
        answer = administrator.get("/demo/setup/description/file/", {"revision": number})
        files = zipfile.ZipFile(io.BytesIO(answer.content))
        assert word in files.read(files.namelist()[0]).decode()
        assert f"demo-{number}.zip" in answer["content-disposition"]
    assert administrator.get("/demo/setup/description/file/", {"revision": "99"}).status_code == 302


@pytest.mark.parametrize(("role", "path"), [("administrator", "journal/"), ("administrator", "journal/file/"),
                                            ("manager", "journal/"), ("auditor", "description/"),
                                            ("clerk", "journal/check/")])
def test_nobody_else_may(office, role, path):
    assert client_of(role).get(f"/demo/setup/{path}").status_code == 403
