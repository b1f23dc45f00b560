"""The bench measures what it says: its load counts right, its accounts are the kernel's, its table true."""

import json
import shutil
import subprocess
import sys
import time
import urllib.request

import pytest

from tools import postgres
from tools.bench import beside, cost, database_floor, disk, load, office, past, plan, program, server, table

BURN = "import time\nwhile time.process_time() < {seconds}: pass"


@pytest.fixture(params=["c", "python"])
def generator(request, monkeypatch):
    """The load in C, and the load in Python that stands in for it."""
    load.program.cache_clear()
    if request.param == "python":
        monkeypatch.setattr(load, "COMPILERS", ())
    elif not any(map(shutil.which, load.COMPILERS)):
        pytest.skip("no C compiler")
    yield request.param
    load.clear()


@pytest.fixture
def known(tmp_path):
    """The small server whose answers are known."""
    port = server.free_port()
    words = [
        *server.UVICORN,
        "--timeout-graceful-shutdown",
        "1",
        "--port",
        str(port),
    ]
    with server.running(
        [*words, "tests.house.bench_server:application"], folder=tmp_path, port=port, path="/seen"
    ) as one:
        yield one


def told(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/seen", timeout=10) as answer:
        return json.load(answer)


def post(path):
    headers = {"idempotency-key": plan.KEY.decode()}
    return plan.Request(plan.http("POST", path, headers=headers, body={"desk": "d1"}), step=1)


def test_the_load_counts_each_answer_and_writes_each_key_once(generator, known, tmp_path):
    path = plan.write(tmp_path / "plan", [[post("/command")]] * 8)
    driven = load.drive(path, port=known.port, seconds=0.5)
    counted = told(known.port)
    assert driven.good == counted["commands"] == counted["keys"] == driven.steps[1]["count"]
    assert driven.good > 50
    assert (driven.bad, driven.cut) == (0, 0)
    assert 0 < driven.steps[1]["p50_ms"] <= driven.steps[1]["p99_ms"] <= driven.steps[1]["max_ms"] < 500
    assert driven.rate == pytest.approx(driven.good / driven.seconds)


def test_the_load_tells_a_refusal_from_a_good_answer(generator, known, tmp_path):
    same = plan.Request(plan.http("GET", "/same"), step=2, expected=304)
    path = plan.write(tmp_path / "plan", [[post("/command"), post("/refused"), same]])
    driven = load.drive(path, port=known.port, seconds=0.3)
    assert driven.bad == pytest.approx(driven.good / 2, abs=2)
    assert driven.steps[2]["count"] == pytest.approx(driven.bad, abs=1)
    assert driven.first_bad.startswith("step 1: HTTP/1.1 409")


def test_the_load_takes_the_time_until_the_last_listener_has_the_event(generator, known, tmp_path):
    listener = plan.Request(plan.http("GET", "/stream"))
    path = plan.write(tmp_path / "plan", [[post("/publish")], *[[listener]] * 40])
    reach = load.listen(path, port=known.port, times=3, quiet_ms=50)
    assert (reach.listeners, reach.published, reach.good, reach.missed) == (40, 3, 3, 0)
    assert told(known.port)["published"] == 3
    assert reach.each["count"] == 120
    assert reach.last["count"] == 3
    assert 0 < reach.each["p50_ms"] <= reach.last["max_ms"] < 2000


def test_a_load_that_reaches_nobody_is_an_error(generator, tmp_path):
    path = plan.write(tmp_path / "plan", [[post("/command")]])
    with pytest.raises(load.LoadFailed):
        load.drive(path, port=server.free_port(), seconds=0.1)


def test_a_plan_is_read_as_it_was_written(tmp_path):
    connections = [
        [post("/command"), plan.Request(plan.http("GET", "/same"), step=3, expected=304)],
        [post("/x")],
    ]
    assert plan.read(plan.write(tmp_path / "plan", connections)) == connections


def test_the_write_loop_sends_the_same_bytes_to_every_stream(generator, tmp_path):
    event = b"id: 1\ndata: " + b"x" * 500 + b"\n\n"
    listener = plan.Request(plan.http("GET", "/"))
    path = plan.write(tmp_path / "plan", [[plan.Request(plan.http("POST", "/"))], *[[listener]] * 25])
    with server.write_loop(tmp_path, event) as port:
        reach = load.listen(path, port=port, times=4, quiet_ms=50)
    assert (reach.missed, reach.bad, reach.each["count"]) == (0, 0, 100)


def test_the_hello_answers_and_costs_little(tmp_path):
    with server.hello(tmp_path) as hello:
        with urllib.request.urlopen(f"http://127.0.0.1:{hello.port}/any", timeout=10) as answer:
            assert answer.read() == b"hello"
        assert 0 < hello.cpu_at_first_answer < 10
        assert 1 < cost.resident_megabytes(hello.process.pid) < 500


def test_the_cpu_of_a_process_is_counted_with_its_living_and_its_dead_children():
    words = f"""
import subprocess, sys, time
subprocess.run([sys.executable, "-c", {BURN.format(seconds=0.35)!r}])
child = subprocess.Popen([sys.executable, "-c", {BURN.format(seconds=0.35)!r} + "\\ntime.sleep(30)"])
print("dead", flush=True)
sys.stdin.readline()
child.kill()
child.wait()
"""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", words], **pipes) as process:
        assert process.stdout.readline() == "dead\n"
        end = time.monotonic() + 20
        while cost.cpu_seconds(process.pid) < 0.6 and time.monotonic() < end:
            time.sleep(0.05)
        assert len(cost.family(process.pid)) == 2
        assert 0.6 <= cost.cpu_seconds(process.pid) < 1.2
        process.stdin.write("\n")
        process.stdin.close()
        process.wait(timeout=20)


def test_a_meter_counts_from_its_start():
    with subprocess.Popen(
        [sys.executable, "-c", BURN.format(seconds=0.4) + "\ninput()"], stdin=subprocess.PIPE
    ) as process:
        meter = cost.Meter(process.pid)
        end = time.monotonic() + 20
        while meter.cpu() < 0.35 and time.monotonic() < end:
            time.sleep(0.02)
        assert 0.35 <= meter.cpu() < 0.6
        assert cost.fine_cpu_seconds(process.pid) == pytest.approx(cost.cpu_seconds(process.pid), abs=0.06)
        meter.start()
        assert meter.cpu() < 0.2
        process.stdin.close()


def test_a_flush_is_measured_while_the_probe_stands(tmp_path):
    with disk.FlushProbe(tmp_path) as probe:
        time.sleep(0.3)
    assert len(probe.milliseconds) >= 2
    assert 0 < min(probe.milliseconds) <= probe.typical <= max(probe.milliseconds)
    assert list(tmp_path.iterdir()) == []


def test_the_table_says_what_holds_and_what_was_not_measured():
    rows = [
        table.Row("CPU per command", 5, 4.321, "90 us / 21 us"),
        table.Row("commands a second", 2, 1.5, "3,000 / 2,000", at_least=True),
        table.Row("memory", 160, None, "no face answers", unit="MB"),
    ]
    assert [row.holds for row in rows] == [True, False, None]
    lines = table.text(rows).splitlines()
    assert lines[0].split() == ["what", "limit", "measured", "the", "two", "sides"]
    assert lines[2].split()[3:7] == ["<=", "5x", "4.32x", "holds"]
    assert lines[3].split("  ")[1:] and ">= 2x" in lines[3] and "DOES NOT HOLD" in lines[3]
    assert "<= 160 MB" in lines[4] and "not measured" in lines[4]
    assert len({line.index(word) for line, word in zip(lines[2:], ("90 us", "3,000", "no face"), strict=True)}) == 1
    assert table.verdict(rows) == "1 of 3 hold, 1 do not, 1 not measured"


def test_a_limit_holds_up_to_itself():
    assert table.Row("a", 5, 5.0, "").holds
    assert not table.Row("a", 5, 5.0001, "").holds
    assert table.Row("a", 5, 5.0, "", at_least=True).holds
    assert not table.Row("a", 5, 4.9999, "", at_least=True).holds


def test_a_ratio_is_taken_round_by_round():
    assert table.ratio([10, 100, 30], [5, 50, 10]) == 2
    with pytest.raises(ValueError, match="shorter"):
        table.ratio([1, 2], [1])


@pytest.mark.postgres
def test_the_floor_calls_nobody_twice_and_leaves_no_gap(new_postgres):
    import psycopg

    binaries = postgres.find()
    if binaries is None or not (binaries / "pgbench").exists():
        pytest.skip("no pgbench beside PostgreSQL's programs")
    url, shape = new_postgres(), database_floor.Shape(offices=2, desks=6, rotation=2, spread=1, waiting=3)
    database_floor.prepare(url, shape)
    assert database_floor.commands_per_second(url, binaries=binaries, shape=shape, seconds=1) > 10
    with psycopg.connect(url) as database:
        waiting = database.execute("SELECT count(*) FROM visit WHERE state = 0").fetchone()[0]
        twice = database.execute("SELECT visit FROM journal WHERE kind = 'called' GROUP BY visit HAVING count(*) > 1")
        gaps = database.execute(
            "SELECT o.id FROM office o JOIN journal j ON j.office = o.id "
            "GROUP BY o.id, o.seq HAVING count(*) <> o.seq OR max(j.seq) <> o.seq"
        )
        assert waiting == shape.offices * shape.waiting
        assert twice.fetchall() == []
        assert gaps.fetchall() == []


@pytest.mark.parametrize("shape", [database_floor.CITY, database_floor.ONE])
def test_every_office_of_a_shape_is_worked_in(shape):
    worked = {shape.office(desk, turn=turn) for desk in range(shape.desks) for turn in range(shape.rotation)}
    assert worked == set(range(shape.offices))


@pytest.mark.slow
def test_the_real_program_takes_the_load_over_a_past(generator, tmp_path):
    import sqlite3

    listed = [office.BenchOffice(slug, desks=2, services=4) for slug in ("bench-000", "bench-001")]
    shape = database_floor.Shape(offices=2, desks=3, rotation=1, spread=0, waiting=2)
    url = f"sqlite:///{tmp_path / 'bench.sqlite3'}"
    doors = program.enrol(url, listed, folder=tmp_path)
    past.fill(url, visits=1000)
    with program.serving(url, listed, doors, folder=tmp_path) as started:
        program.open_halls(started, shape)
        path = plan.write(tmp_path / "plan", program.shifts(started, shape))
        driven = load.drive(path, port=started.server.port, seconds=0.5)
        with beside.DjangoWriter(started) as writer:
            end = time.monotonic() + 20
            while not (writer.written or writer.refused) and time.monotonic() < end:
                time.sleep(0.1)
    assert (driven.bad, driven.cut, driven.first_bad) == (0, 0, "")
    assert (writer.refused, writer.written > 0) == ("", True)
    with sqlite3.connect(tmp_path / "bench.sqlite3") as database:
        finished = database.execute("SELECT count(*) FROM records_visitrow WHERE state = 'finished'").fetchone()[0]
        gaps = database.execute(
            "SELECT office_id FROM records_entry WHERE stream = 'hall' GROUP BY office_id HAVING count(*) <> max(seq)"
        )
        assert finished == 1000 + driven.good // 4
        assert gaps.fetchall() == []
    database.close()
