"""`okienko replay` at the terminal: what it says of a log that cannot be played, and what it writes."""

import csv
import functools
import gzip
import json
from dataclasses import replace

import pytest

from okienko.core.replay.clean import Finding, cleanliness
from okienko.core.replay.describe import describe
from okienko.core.replay.flows import derive
from okienko.core.replay.play import NOT_TAKEN, play
from okienko.core.replay.reconcile import RefusedStep, reconcile
from okienko.core.replay.samples import Quirks
from okienko.core.replay.schedule import schedule
from okienko.core.replay.waits import LogWait, compare
from okienko.faces.console import main
from okienko.faces.console.replay import report
from okienko.faces.console.replay.refusals import step_words
from okienko.links.player import PlayedServer
from tests.core.replay.days import OFFICE, RuledHall, day_of, row, rows


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("OKIENKO_LANG", "en")


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv.gz"
    cash = rows((0, ""), (1, ""), (0, ""), queue="2", letter="A", name="Kasy")
    found = [*rows((3, "A001"), (5, "A004"), (0, "A006")), *cash]
    with gzip.open(path, "wt", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(found[0]))
        writer.writeheader()
        writer.writerows(found)
    return path


def replay(*words: object) -> int:
    return main(["replay", *map(str, words)])


def test_an_unknown_office_is_told_with_those_that_the_log_has(log, capsys):
    assert replay(log, "--office", "X", "--day", "2020-01-13") == 2
    assert OFFICE in capsys.readouterr().err


def test_an_unknown_day_is_told_with_those_that_the_log_has(log, capsys):
    assert replay(log, "--office", OFFICE, "--day", "2020-01-14") == 2
    assert "2020-01-13" in capsys.readouterr().err


def test_office_and_day_have_to_be_said(log, capsys):
    assert replay(log) == 2
    assert "--office" in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(log, capsys):
    with pytest.raises(SystemExit) as ended:
        replay(log, "--office", OFFICE, "--day", "jutro")
    assert ended.value.code == 2


@pytest.mark.parametrize(("content", "said"), [
    (b"\x1f\x8bnonsense", "cannot be read"), (b"a,b\n1,2\n", "liczbaKlwKolejce"), (b"", "no rows"),
    (gzip.compress(b"a,b\n" * 1000, mtime=0)[:30], "damaged"), ("żółw".encode("utf-16"), "UTF-8")])
def test_a_file_that_is_no_log_is_refused(tmp_path, capsys, content, said):
    path = tmp_path / "log"
    path.write_bytes(content)
    assert replay(path, "--office", OFFICE, "--day", "2020-01-13") == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("content", "said"), [
    (b"", "nie ma wierszy"), (gzip.compress(b"a,b\n" * 1000, mtime=0)[:30], "uszkodzony"),
    (None, "nie ma takiego pliku")])
def test_why_a_log_cannot_be_read_is_said_in_polish(tmp_path, capsys, monkeypatch, content, said):
    monkeypatch.setenv("OKIENKO_LANG", "pl")
    path = tmp_path / "log"
    if content is not None:
        path.write_bytes(content)
    assert replay(path, "--office", OFFICE, "--day", "2020-01-13") == 2
    assert said in capsys.readouterr().err


def test_rows_that_cannot_be_read_are_told_also_when_they_are_few(monkeypatch):
    day, cleanness, found, played, _ = reported()
    assert "rows of the log" not in report.as_table(replace(day, quirks=Quirks(rows=3)), cleanness, found, played, [])
    faulty = replace(day, quirks=Quirks(rows=1000, unreadable_rows=2, conflicts=1))
    text = report.as_table(faulty, cleanness, found, played, [])
    assert "Of 1000 rows of the log: rows without a readable time, left out: 2; rows that contradict" in text
    monkeypatch.setenv("OKIENKO_LANG", "pl")
    share = Finding("readable", 0.0332, 0.01, holds=False, unit="share")
    assert "3,32%" in report.as_table(day, replace(cleanness, findings=(share,)), found, played, [])


def test_a_server_that_is_not_there_is_told(log, capsys, monkeypatch):
    monkeypatch.setenv("OKIENKO_PLAYER_TOKEN", "x")
    assert replay(log, "--office", OFFICE, "--day", "2020-01-13", "--url", "http://127.0.0.1:9") == 2
    assert "does not answer" in capsys.readouterr().err


def test_the_description_is_written_and_has_no_fault(log, tmp_path, capsys):
    there = tmp_path / "office"
    assert replay(log, "--office", OFFICE, "--day", "2020-01-13", "--describe", there) == 0
    assert main(["check", str(there)]) == 0
    assert replay(log, "--office", OFFICE, "--day", "2020-01-13", "--describe", there) == 2
    assert "not empty" in capsys.readouterr().err


def test_the_days_of_a_log_are_listed_with_what_is_not_clean(log, capsys):
    assert replay(log, "--days") == 0
    line = capsys.readouterr().out.splitlines()[1]
    assert line.startswith(OFFICE)
    assert "samples cover too little of the day" in line


def reported():
    """A played day with something of everything to explain."""
    day = day_of(rows((3, "A001"), (5, "A904"), (4, "A005"), (9, "A001"), (3, "A020")),
                 rows((0,), (4,), (1,), queue="2", letter="B", desks=0),
                 [row("08:00", 1, "K001", queue="3", letter="K"), row("08:05", 1, "A002", queue="3", letter="K")])
    flows = derive(day)
    described = describe(day, flows)
    plan = schedule(day, flows, described)
    played = play(plan, described, RuledHall(described, day.day))
    waits = compare([LogWait("1", day.moments[1], 4.0)], played)
    return day, cleanliness(day, flows), reconcile(flows, plan, played), played, waits


def test_the_table_has_a_line_for_each_queue_and_explains_its_difference():
    day, cleanness, found, played, waits = reported()
    text = report.as_table(day, cleanness, found, played, waits)
    assert "NOT EXPLAINED" not in text
    assert all(each.name in text for each in found)
    assert "tickets of other queues" in text
    assert "not a clean day" in text


def test_waits_are_told_by_the_name_of_the_queue_and_for_how_many_queues_they_are_known():
    day, cleanness, found, played, waits = reported()
    lines = report.as_table(day, cleanness, found, played, waits).splitlines()
    name = next(each.name for each in found if each.queue == "1")
    assert [line for line in lines[-3:] if line.startswith(name)]
    assert lines[-1] == "Waits of the log are known for 1 of 3 queues of this day."


def test_a_day_on_which_the_office_was_closed_says_so_and_explains_no_queue_that_stood_still():
    day, cleanness, found, played, _ = reported()
    still = replace(found[0], name="still", taken=0, log_taken=0, called=0, log_advance=0, log_gone=0, parts={},
                    unknown_minutes=654)
    holiday = replace(cleanness, findings=(Finding("working", 0, 1, holds=False),))
    text = report.as_table(day, holiday, [still], played, [])
    assert "By the calendar the office was closed on this day" in text and "654" not in text
    assert "654" in report.as_table(day, cleanness, [still], played, [])


def test_each_part_of_a_difference_has_words():
    *_, found, _, _ = reported()
    assert {kind for each in found for kind in each.parts} <= set(report.part_words())


def test_the_json_holds_all_rows_and_adds_up():
    said = json.loads(report.as_json(*reported()))
    for queue in said["queues"]:
        assert queue["explained"]
        assert sum(queue["parts"].values()) == queue["called"] - queue["log_advance"] == queue["difference"]
    assert said["samples"]["equal"] == said["samples"]["compared"]
    assert said["total"]["taken"] == sum(queue["taken"] for queue in said["queues"])
    assert said["clean"] is False


def refused():
    """A day of which one call was refused, one ticket too, and so could not be given up."""
    day, cleanness, found, played, waits = reported()
    at = day.moments[0]
    step = functools.partial(RefusedStep, at=at, queue=found[0].queue)
    played.refusals = [step(do="call_next", code="NobodyWaits", message="Nikt nie czeka na to stanowisko."),
                       step(do="leave", code=NOT_TAKEN), step(do="take", code="502"),
                       RefusedStep(at=at, do="open_day", queue="", code="OfficeClosed", message="Zamknięte.")]
    played.refused[found[0].queue] = 4
    return day, cleanness, found, played, waits


def test_refused_steps_are_told_in_polish(monkeypatch):
    monkeypatch.delenv("OKIENKO_LANG")
    monkeypatch.setenv("LC_ALL", "C")
    day, _, found, *_ = refused()
    text, at = report.as_table(*refused()), f"{day.moments[0].astimezone(day.zone):%H:%M:%S}"
    assert f"  {at} wezwanie następnej osoby, {found[0].name}: Nikt nie czeka na to stanowisko." in text
    assert f"  {at} rezygnacja z biletu, {found[0].name}: jego wydania odmówiono" in text
    assert f"  {at} pobranie biletu, {found[0].name}: serwer odpowiedział 502" in text
    assert f"  {at} otwarcie dnia: Zamknięte." in text


def test_refused_steps_are_told_to_programs_with_their_codes():
    said = json.loads(report.as_json(*refused()))["refusals"]
    assert [each["error"] for each in said] == ["NobodyWaits", "NotTaken", "502", "OfficeClosed"]
    assert said[0]["message"].startswith("Nikt")


def test_every_command_of_a_plan_has_words():
    day = day_of(rows((3, "A001"), (5, "A904"), (0, "A905")))
    flows = derive(day)
    assert {each.do for each in schedule(day, flows, describe(day, flows)).commands} <= set(step_words())


def test_the_server_is_asked_to_refuse_in_the_language_of_the_terminal():
    server = PlayedServer("http://127.0.0.1:9", office="x", token="t", language="en")
    assert server._headers["accept-language"] == "en"
