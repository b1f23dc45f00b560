"""Whoever watches the server hears whether what people do can be stored."""

import asyncio
import json

import pytest

from okienko.core.people.route import PUBLIC, Route
from okienko.core.people.tokens import Signer
from okienko.faces.live.access import Access
from okienko.faces.live.app import Live

HEALTH = Route("live", ("GET",), "live/health", "live-health", "health", PUBLIC, "Can it be stored?")


class Keeper:
    """A keeper in this trouble, or in none."""

    def __init__(self, why):
        self.why = why

    def trouble(self):
        return self.why


def health(why):
    live = Live([HEALTH], halls=Keeper(why), hub=[], access=Access(signer=Signer.of(b"of the tests"), now=lambda: 0),
                codes=None, now=lambda: 0.0, clock=None, zone_of=None, words=lambda text, language: text)
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(live({"type": "http", "method": "GET", "path": "/live/health", "http_version": "1.1",
                      "headers": [(b"host", b"localhost")]}, None, send))
    begin, end = sent
    return begin["status"], dict(begin["headers"]), json.loads(end["body"])


def test_a_hall_that_stores_is_well():
    status, _, told = health(None)
    assert (status, told) == (200, {"ok": True, "listeners": 0})


@pytest.mark.parametrize("why", ["stuck", "unreachable", "not_stored", "stopped"])
def test_a_hall_that_cannot_store_says_why_and_is_no_address_for_clients(why):
    status, headers, told = health(why)
    assert (status, told) == (503, {"ok": False, "why": why, "listeners": 0})
    assert int(headers[b"retry-after"]) > 0
