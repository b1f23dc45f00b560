"""A screen that was sent away goes dark within seconds; a browser that never was a device may still look."""

import asyncio
import json
import time
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from okienko.actions.people.accounts import create_account
from okienko.actions.people.devices import add_device, new_code, redeem_code, revoke_device
from okienko.actions.people.who import device_claims, who_of_device
from okienko.config.doors import guard, signer
from okienko.config.routes import DJANGO_ROUTES, LIVE_ROUTES
from okienko.core.people.codes import Codes
from okienko.core.people.tokens import DEVICE_COOKIE, Claims
from okienko.faces.live.access import Access, Known, Snapshot
from okienko.faces.live.app import Live
from okienko.faces.live.stream.hub import Hub
from okienko.records.office import Office
from tests.faces.test_routes import Standing

pytestmark = pytest.mark.django_db
LATER = int(time.time()) + 3600


def shown(request, **_parts):
    """The screen behind the door."""
    return HttpResponse("shown")


_ROUTES = {route.name: route for route in DJANGO_ROUTES}
urlpatterns = [path("<slug:office>/board/", guard(_ROUTES["board"], shown)),
               path("<slug:office>/kiosk/", guard(_ROUTES["kiosk"], shown)),
               path("<slug:office>/", guard(_ROUTES["site"], shown), name="site")]


@pytest.fixture
def device(settings):
    settings.ROOT_URLCONF = __name__
    Office.objects.create(slug="demo", name="Demo")
    _, code = add_device("Hall", office="demo", kind="board")
    return redeem_code(code)


def browser_of(device):
    client = Client()
    client.cookies[DEVICE_COOKIE] = signer().sign(device_claims(device, expires=LATER))
    return client


@pytest.mark.parametrize("sent_away", [revoke_device, new_code])
@pytest.mark.parametrize("screen", ["board", "kiosk"])
def test_a_screen_that_was_sent_away_says_so_and_shows_nothing(device, sent_away, screen):
    browser = browser_of(device)
    assert browser.get(f"/demo/{screen}/").content == b"shown"
    sent_away(device)
    answer = browser.get(f"/demo/{screen}/", headers={"accept-language": "pl"})
    assert answer.status_code == 403
    assert "To urządzenie zostało odwołane" in answer.content.decode()


def test_the_public_pages_stay_open_to_that_browser_too(device):
    browser = browser_of(device)
    revoke_device(device)
    assert browser.get("/demo/").content == b"shown"


def test_anybody_and_whoever_signs_in_there_may_look(device):
    assert Client().get("/demo/board/").content == b"shown"
    browser = browser_of(device)
    revoke_device(device)
    browser.force_login(create_account("bo", office="demo", roles=["manager"]))
    assert browser.get("/demo/board/").content == b"shown"


def test_a_token_that_was_not_made_here_is_no_device(device):
    browser = Client()
    browser.cookies[DEVICE_COOKIE] = "nonsense"
    assert browser.get("/demo/board/").content == b"shown"


def live_told(access, cookie):
    live = Live(LIVE_ROUTES, halls=Standing(), hub=Hub(may_stay=access.holds), access=access, codes=Codes.of(b"x"),
                now=lambda: 0, clock=lambda: datetime(2026, 3, 2, tzinfo=UTC), zone_of=lambda _: UTC,
                words=lambda _, sentence: sentence)
    told = []

    async def send(message):
        told.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(b"cookie", f"{DEVICE_COOKIE}={cookie}".encode())] if cookie else []
    scope = {"type": "http", "method": "GET", "path": "/live/demo/public", "headers": headers, "client": ("x", 1)}
    asyncio.run(live(scope, receive, send))
    return told[0]["status"], json.loads(told[1]["body"])["error"]


def test_the_live_hall_refuses_it_and_cuts_its_stream():
    """Behind the door stands no hall here: `Broken` says that the door was passed."""
    access = Access(signer=signer(), now=lambda: 0)
    token = signer().sign(Claims("device", 5, "demo", ("board",), 2, LATER))
    access.renew(Snapshot("1", {("device", 5): Known("demo", 2, ("board",))}))
    who = access.who(token)
    assert live_told(access, token) == (500, "Broken")
    access.renew(Snapshot("2", {}))
    assert not access.holds(who)
    assert live_told(access, token) == (403, "DeviceRevoked")
    assert live_told(access, "") == (500, "Broken")
    assert live_told(access, "nonsense") == (500, "Broken")


def test_a_new_code_lets_it_in_again(device):
    revoke_device(device)
    again = redeem_code(new_code(device))
    assert who_of_device(device_claims(again, expires=LATER)).role == "board"
