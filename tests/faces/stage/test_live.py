"""The stage's live addresses: those of the one table, and whatever is sent is answered in words."""

import asyncio
import json

import pytest

from okienko.config.routes import STAGE_LIVE_ROUTES
from okienko.faces.stage.live import StageLive

OWN = [(b"host", b"stage"), (b"origin", b"http://stage")]


class EmptyHouse:
    """Nobody looks, and whoever comes finds it as it was made."""

    async def meet(self, key):
        return None


def ask(method, path, body=b""):
    told = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        told.append(message)

    live = StageLive(STAGE_LIVE_ROUTES, visitor=None, audience=EmptyHouse(), words=lambda sentence, _language: sentence)
    asyncio.run(live({"method": method, "path": path, "headers": OWN, "query_string": b""}, receive, send))
    return told[0]["status"], json.loads(told[1]["body"])


@pytest.mark.parametrize("body", [
    {"do": ["x"]}, {"do": {"x": 1}}, {"do": 7}, {"do": None}, {}, {"do": "leave", "visit": "1"},
    {"do": "leave", "visit": [1]}, {"do": "x" * 200}, [], "do", 1, None])
def test_what_makes_no_sense_is_refused_in_words(body):
    status, said = ask("POST", "/stage/live/do", json.dumps(body).encode())
    assert status == 422
    assert said["code"] and said["message"]


@pytest.mark.parametrize(("method", "path"), [("GET", "/stage/live/nothing"), ("POST", "/stage/live/state"),
                                              ("GET", "/stage/live/do"), ("DELETE", "/stage/live/stream")])
def test_an_address_or_method_that_is_not_in_the_table_is_not_there(method, path):
    assert ask(method, path)[0] == 404


def test_every_row_of_the_table_has_what_answers_it():
    assert {route.view for route in STAGE_LIVE_ROUTES} == {"state", "stream", "do"}
