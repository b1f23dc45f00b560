"""Commands through a real server: who may ask what, bad input, the holder of a ticket."""

import contextlib
import json
import re
import socket
import threading
import time
from datetime import datetime, timedelta

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

JSON = {"content-type": "application/json"}
KIOSKS = ("kiosk", None, "reception")


def hall_of(served, audience: str = "staff") -> dict:
    with served.client("manager") as client:
        return client.get(f"/live/demo/{audience}").json()


def take(served, who="kiosk", **more) -> dict:
    answer = served.command(who, do="take", matters=["pismo"], **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("who", KIOSKS)
def test_a_ticket_is_taken_at_a_kiosk_by_phone_and_at_reception(served, who) -> None:
    told = take(served, who)
    assert re.fullmatch(r"A\d{3}", told["ticket"])
    row = hall_of(served)["picture"]["visits"][str(told["visit"])]
    assert row["channel"] == {"kiosk": "kiosk", None: "pocket", "reception": "reception"}[who]


def test_a_repeated_request_gives_the_same_ticket_and_another_body_is_refused(served) -> None:
    first = served.command("kiosk", key="press-1", do="take", matters=["pismo"])
    again = served.command("kiosk", key="press-1", do="take", matters=["pismo"])
    other = served.command("kiosk", key="press-1", do="take", matters=["oplata"])
    assert first.json() == again.json()
    assert (other.status_code, other.json()["error"]) == (422, "SameKeyOtherBody")


def test_the_key_of_one_is_not_the_key_of_another(served) -> None:
    one = served.command("kiosk", key="same-key", do="take", matters=["pismo"])
    two = served.command("reception", key="same-key", do="take", matters=["pismo"])
    assert one.json()["ticket"] != two.json()["ticket"]


def test_a_clerk_serves_at_the_own_desk_and_a_manager_at_any(served) -> None:
    assert served.command("clerk", do="open_desk", desk="1", person="ug-1").status_code == 200
    take(served)
    called = served.command("clerk", do="call_next", desk="1")
    assert called.status_code == 200
    assert served.command("cashier", do="start", desk="1").json()["error"] == "NotYourDesk"
    assert served.command("manager", do="start", desk="1").status_code == 200
    assert served.command("clerk", do="finish", desk="1", outcome="informed").status_code == 200
    assert served.command("clerk", do="leave_desk", desk="1").status_code == 200


def test_nobody_answers_a_wish_in_the_name_of_another(served) -> None:
    visit = take(served)["visit"]
    wish = served.command("reception", do="ask_officer", visit=visit, department="UG").json()["wish"]
    assert served.command("officer", do="answer_wish", wish=wish, person="ug-1").status_code == 403
    assert served.command("officer", do="answer_wish", wish=wish, person="ug-3").status_code == 200
    assert served.command("clerk", do="withdraw_wish", wish=wish, place="reception").status_code == 403
    assert served.command("officer", do="withdraw_wish", wish=wish, place="reception").status_code == 403
    assert served.command("reception", do="withdraw_wish", wish=wish).status_code == 422
    assert served.command("reception", do="withdraw_wish", wish=wish, place="reception").status_code == 200


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("auditor", 403), ("board", 403), ("stranger", 404)])
def test_whoever_may_not_is_refused_in_polish_or_english(served, who, status) -> None:
    answer = served.command(who, do="call_next", desk="1")
    assert answer.status_code == status
    assert set(answer.json()) == {"error", "message", "facts"}


def test_a_page_of_another_site_is_refused(served) -> None:
    with served.client("clerk") as client:
        for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
            answer = client.post("/live/demo/command", json={"do": "call_next", "desk": "1"}, headers=headers)
            assert (answer.status_code, answer.json()["error"]) == (403, "ForeignPage")


@pytest.mark.parametrize(("body", "status"), [
    (b"", 400), (b"{", 400), (b"\xff\xfe", 400), (b"[]", 422), (b"null", 422), (b'{"do":"tick"}', 422),
    (b'{"do":"no_such"}', 422), (b'{"do":"take"}', 422), (b'{"do":"take","matters":"pismo"}', 422),
    (b'{"do":"take","matters":["pismo"],"persons":"2"}', 422),
    (b'{"do":"take","matters":["pismo"],"persons":2.5}', 422),
    (b'{"do":"take","matters":["pismo"],"persons":10000000000000000000000}', 422),
    (b'{"do":"take","matters":["pismo"],"admin":true}', 422), (b'{"do":"take","matters":[]}', 422),
    (b'{"do":"take","matters":["\\u0000"]}', 422), (b'{"do":"take","matters":["\\ud800"]}', 400),
    ('{"do":"take","matters":["\u202epismo"]}'.encode(), 404), (b'{"do":"take","matters":["nothing"]}', 404),
    (b'{"do":"take","matters":["' + b"a" * 400 + b'"]}', 422), (b"[" * 15_000, 422), (b'{"a":' * 3000, 400),
    (b'{"do":"take","matters":["pismo"]}' + b" " * 16_400, 413),
])
def test_bad_input_gets_a_clear_error_and_changes_nothing(served, body, status) -> None:
    before = hall_of(served)["seq"]
    with served.client("kiosk") as client:
        answer = client.post("/live/demo/command", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, "Traceback" in answer.text) == (status, False)
    assert answer.json()["message"]
    assert hall_of(served)["seq"] == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_only_json_is_taken(served, kind) -> None:
    with served.client("kiosk") as client:
        answer = client.post("/live/demo/command", content=b"{}", headers={"content-type": kind})
    assert answer.status_code == 415


def test_ten_megabytes_are_refused_at_once(served) -> None:
    with served.client("kiosk") as client:
        answer = client.post("/live/demo/command", content=b"a" * 10_000_000, headers=JSON)
    assert answer.status_code == 413


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
                    max_leaves=6), st.sampled_from(["take", "step_out", "call_visit", "agree_date", "hand"]))
def test_no_json_whatever_makes_the_server_fail(served, value, do) -> None:
    with served.client("manager") as client:
        # One of these may by chance be a command that is well said; none may be a fault.
        for body in (value, {"do": do, "visit": value, "desk": value, "matters": value, "until": value}):
            answer = client.post("/live/demo/command", content=json.dumps(body), headers=JSON)
            assert answer.status_code in (200, 400, 404, 409, 422)


def raw(served, *pieces: bytes, pause: float = 0.0) -> bytes:
    """Send pieces over one socket and give all that comes back until the server closes or is silent."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
        connection.settimeout(0.5)
        told = b""
        with contextlib.suppress(TimeoutError, ConnectionError):
            while chunk := connection.recv(65536):
                told += chunk
    return told


def request(served, body: bytes, *, path: str = "/live/demo/command") -> bytes:
    return (b"POST %b HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncookie: okienko_device=%b\r\n"
            b"content-length: %d\r\n\r\n%b" % (path.encode(), served.token("kiosk").encode(), len(body), body))


def test_a_request_in_many_small_pieces_is_one_request(served) -> None:
    whole = request(served, b'{"do":"take","matters":["pismo"]}')
    before = hall_of(served)["seq"]
    told = raw(served, *(whole[at:at + 7] for at in range(0, len(whole), 7)), pause=0.002)
    assert told.startswith(b"HTTP/1.1 200")
    assert hall_of(served)["seq"] == before + 1


def test_pipelined_requests_are_answered_in_order(served) -> None:
    told = raw(served, request(served, b'{"do":"take","matters":["pismo"]}') * 3)
    tickets = re.findall(rb'"ticket":"A(\d+)"', told)
    assert [int(number) for number in tickets] == list(range(int(tickets[0]), int(tickets[0]) + 3))


@pytest.mark.parametrize("data", [
    b"\r\n\r\n", b"GET\r\n\r\n", b"\x00\x01\x02", b"GET /live/demo/public HTTP/9.9\r\n\r\n",
    b"POST /live/demo/command HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: -5\r\n\r\n",
    b"POST /live/demo/command HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n",
    b"GET /live/%ff%fe/public HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
    b"GET /live/demo/public/../staff HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
    b"GET /live/ HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
    b"GET /live/demo/ticket/" + b"A" * 9000 + b" HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
    b"GET /live/demo/public HTTP/1.1\r\nhost: 127.0.0.1\r\nlast-event-id: " + b"9" * 5000 + b"\r\n\r\n",
])
def test_garbage_on_the_wire_is_no_fault_of_the_server(served, data) -> None:
    told = raw(served, data)
    assert not re.match(rb"HTTP/1.1 5\d\d", told)
    assert "Traceback" not in served.log()


def test_a_request_cut_off_in_the_middle_changes_nothing(served) -> None:
    before = hall_of(served)["seq"]
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as connection:
        connection.sendall(request(served, b'{"do":"take","matters":["pismo"]}')[:-5])
    time.sleep(0.1)
    assert hall_of(served)["seq"] == before


def test_ten_minutes_more_asked_again_a_minute_later_with_the_same_key_is_the_same_request(served) -> None:
    told = take(served, None)
    with served.client() as client, served.client("player") as player:
        page, key = f"/live/demo/ticket/{told['code']}", {"idempotency-key": "the-same-key-of-one-phone"}
        first = client.post(page, json={"do": "step_out", "minutes": 10}, headers=key)
        later = datetime.fromisoformat(client.get(page).json()["until"]) - timedelta(minutes=8, seconds=59)
        assert player.post("/live/demo/clock", json={"at": later.isoformat()}).status_code == 200
        again = client.post(page, json={"do": "step_out", "minutes": 10}, headers=key)
        assert (again.status_code, again.json()["seq"]) == (200, first.json()["seq"])
        other = client.post(page, json={"do": "step_out", "minutes": 20}, headers=key)
        assert other.status_code == 422


@pytest.mark.parametrize("more", [{"priority": "statutory"}, {"persons": 20}, {"persons": 2}, {"language": "tlh"}])
def test_a_stranger_may_not_claim_on_the_phone_what_only_the_door_can_see(served, more) -> None:
    answer = served.command(None, do="take", matters=["pismo"], **more)
    assert answer.status_code in (403, 409, 422), answer.text
    assert answer.json()["message"]
    assert served.command("reception", do="take", matters=["pismo"], persons=2).status_code == 200


def test_the_live_hall_answers_only_under_the_names_of_the_settings(served) -> None:
    with served.client() as client:
        for host in ("evil.example", "127.0.0.1.evil.example", "localhost:80:80", ""):
            answer = client.get("/live/demo/public", headers={"host": host})
            assert answer.status_code == client.get("/demo/", headers={"host": host}).status_code == 400
        for host in ("localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"):
            assert client.get("/live/demo/public", headers={"host": host}).status_code == 200


def test_wrong_codes_are_braked_and_the_right_one_is_not(served) -> None:
    told = take(served)
    with served.client() as client:
        wrong = told["code"][:-1] + ("A" if told["code"][-1] != "A" else "B")
        seen = [client.get(f"/live/demo/ticket/{wrong}").status_code for _ in range(40)]
        assert set(seen) == {404, 429}
        assert seen[-1] == 429
        assert int(client.get(f"/live/demo/ticket/{wrong}").headers["retry-after"]) > 0
        assert client.get(f"/live/demo/ticket/{told['code']}").status_code == 200
        assert client.get(f"/live/other/ticket/{told['code']}").status_code in (404, 429)


def test_the_picture_is_the_same_bytes_until_something_changes(served) -> None:
    with served.client() as client:
        first = client.get("/live/demo/public")
        tag = first.headers["etag"]
        assert client.get("/live/demo/public", headers={"if-none-match": tag}).status_code == 304
        take(served)
        assert client.get("/live/demo/public", headers={"if-none-match": tag}).status_code == 200
    assert "needs" not in first.text


def test_whoever_is_revoked_is_refused_within_a_second(served) -> None:
    import sqlite3

    with contextlib.closing(sqlite3.connect(served.folder / "okienko.sqlite3", isolation_level=None)) as database:
        assert served.command("printer", do="call_next", desk="1").json()["error"] == "NotAllowed"
        database.execute("UPDATE records_device SET revoked_at = '2026-03-02', version = version + 1 "
                         "WHERE kind = 'printer'")
        time.sleep(1.0)
        answer = served.command("printer", do="call_next", desk="1")
        assert (answer.status_code, answer.json()["error"]) == (403, "DeviceRevoked")


def test_the_clock_of_a_replay_goes_forward_only_and_only_for_the_player(served) -> None:
    with served.client("player") as player:
        assert player.post("/live/demo/clock", json={"at": "2020-01-01T00:00:00Z"}).status_code == 422
        assert player.post("/live/demo/clock", json={"at": "yesterday"}).status_code == 422
    with served.client("manager") as manager:
        assert manager.post("/live/demo/clock", json={"at": "2027-01-01T00:00:00Z"}).status_code == 404


def test_fifty_kiosks_at_once_get_fifty_tickets(served) -> None:
    told: list[httpx.Response] = []
    threads = [threading.Thread(target=lambda: told.append(served.command("kiosk", do="take", matters=["pismo"])))
               for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(int(answer.json()["ticket"][1:]) for answer in told)
    assert numbers == list(range(numbers[0], numbers[0] + 50))
