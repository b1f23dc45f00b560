"""A thread is given only a request that has arrived whole: whoever sends slowly or too much holds up nobody."""

import socket
import time

import httpx
import pytest

from tests.office_server import csrf, start

SLOW = 12


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = start(tmp_path_factory.mktemp("slow"))
    yield server
    server.stop()


@pytest.fixture
def browser(server):
    with httpx.Client(base_url=server.address, timeout=5) as client:
        client.token = csrf(client.get("/account/login/").text)
        yield client


def slow_form(server, browser) -> socket.socket:
    """A form that is announced with 500 letters, of which eight come."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    connection.sendall(f"POST /legnica/ticket/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n"
                       f"X-CSRFToken: {browser.token}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                       f"Content-Length: 500\r\n\r\nservice=".encode())
    return connection


def test_a_page_answers_while_more_send_slowly_than_there_are_threads_and_each_is_told(server, browser) -> None:
    slow = [slow_form(server, browser) for _ in range(SLOW)]
    try:
        time.sleep(0.5)
        began = time.monotonic()
        assert browser.get("/legnica/").status_code == 200
        assert browser.post("/account/login/", data={"login": "x", "csrfmiddlewaretoken": browser.token}).is_success
        assert time.monotonic() - began < 3
        for connection in slow:
            answer = connection.recv(65536)
            assert answer.startswith(b"HTTP/1.1 408 ")
            assert b"connection: close" in answer.lower()
    finally:
        for connection in slow:
            connection.close()


def in_pieces(size: int):
    for _ in range(size // 100_000):
        yield b"a" * 100_000


@pytest.mark.parametrize("is_announced", [True, False])
def test_ten_megabytes_are_told_as_a_page_and_leave_no_traceback(server, browser, is_announced) -> None:
    sent = b"a" * 10_000_000 if is_announced else in_pieces(10_000_000)
    answer = browser.post("/legnica/ticket/", content=sent, headers={
        "content-type": "application/x-www-form-urlencoded", "x-csrftoken": browser.token, "accept-language": "en"})
    assert answer.status_code == 413
    assert "This was too much at once" in answer.text
    assert "Traceback" not in (server.folder / "log").read_text()


def test_a_form_in_pieces_is_read_whole(server, browser) -> None:
    """Without an announced length Django itself would read nothing."""
    body = f"login=so-1&password=wrong-wrong&csrfmiddlewaretoken={browser.token}".encode()
    answer = browser.post("/account/login/", content=iter([body[:9], body[9:]]),
                          headers={"content-type": "application/x-www-form-urlencoded", "accept-language": "en"})
    assert answer.status_code == 200
    assert 'value="so-1"' in answer.text


def test_who_hangs_up_in_the_middle_leaves_no_traceback(server, browser) -> None:
    slow_form(server, browser).close()
    assert browser.get("/legnica/").status_code == 200
    assert "Traceback" not in (server.folder / "log").read_text()
