"""Each role along each row of the one table of routes, in both worlds: exactly what `routes.txt` says.

That file is written by hand and by nobody else: whoever changes a permission changes it there too, where a reader
sees what it means for each role.
"""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from okienko.actions.people.accounts import create_account
from okienko.actions.people.devices import add_device, redeem_code
from okienko.actions.people.who import device_claims, person_claims, who_of_account, who_of_device
from okienko.config.doors import signer
from okienko.config.routes import DJANGO_ROUTES, LIVE_ROUTES, ROUTES, STAGE_LIVE_ROUTES
from okienko.config.urls import _pattern
from okienko.core.office.checks.itself import RESERVED
from okienko.core.office.reading import SLUG
from okienko.core.people.codes import Codes
from okienko.core.people.roles import DEVICE_KINDS, PERMISSIONS, PERSON_ROLES
from okienko.core.people.route import ALLOW, DUTIES, FORBID, HOLDER, MISSING, PUBLIC, SIGN_IN, Route
from okienko.core.people.tokens import DEVICE_COOKIE
from okienko.core.people.who import ANYBODY, Who
from okienko.faces.live.access import Access, Known, Snapshot
from okienko.faces.live.app import Live
from okienko.faces.live.stream.hub import Hub
from okienko.records.devices import Device
from okienko.records.office import Office
from okienko.records.people import Account

LATER = 2_000_000_000
MATRIX = Path(__file__).with_name("routes.txt")
SIGNS = {"+": ALLOW, "?": SIGN_IN, "-": FORBID, "0": MISSING}
#: Pages that stand for themselves here; the others need a running hall, and only their door is tried.
WITHOUT_HALL = ("okienko.faces.setup", "allauth", "django")


def standing(request, **_parts) -> HttpResponse:
    """What is behind a door that was passed."""
    return HttpResponse("passed")


def _behind_its_door(route: Route) -> Route:
    own = route.view.startswith(WITHOUT_HALL)
    return route if own else replace(route, view=f"{__name__}:standing")


urlpatterns = [_pattern(_behind_its_door(route)) for route in DJANGO_ROUTES]


@pytest.fixture(autouse=True)
def doors(settings) -> None:
    settings.ROOT_URLCONF = __name__


ROLES = ("anybody", *PERSON_ROLES, *DEVICE_KINDS)


def matrix() -> dict[str, dict[str, str]]:
    """Route → role → what that one finds at the door."""
    lines = [line for line in MATRIX.read_text().splitlines() if line and not line.startswith("#")]
    columns = lines[0].split()
    return {name: dict(zip(columns, (SIGNS[sign] for sign in signs), strict=True))
            for name, *signs in (line.split() for line in lines[1:])}


EXPECTED = matrix()
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    """The brakes on passwords count in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def offices() -> None:
    for slug in ("demo", "other"):
        Office.objects.create(slug=slug, name=slug)


def account(role: str, *, office: str = "demo") -> Account:
    known = Account.objects.filter(username=f"{role}-{office}").first()
    return known or create_account(f"{role}-{office}", office=office, roles=[role], password="x")


def device(kind: str, *, office: str = "demo") -> Device:
    _, code = add_device(f"{kind} {office}", office=office, kind=kind)
    return redeem_code(code)


def who_is(role: str) -> tuple[Who, Client, str]:
    """Who asks, a browser of that one, and the token for the live hall."""
    client = Client(raise_request_exception=False)
    if role == "anybody":
        return ANYBODY, client, ""
    if role in DEVICE_KINDS:
        claims = device_claims(device(role), expires=LATER)
        client.cookies[DEVICE_COOKIE] = signer().sign(claims)
        return who_of_device(claims), client, signer().sign(claims)
    person = account(role)
    client.force_login(person)
    return who_of_account(person), client, signer().sign(person_claims(person, expires=LATER))


def place_of(route: Route, *, office: str) -> str:
    things = {"person": account("reception").pk if route.name == "person" else 0,
              "device": device("board").pk if route.name == "device" else 0}
    named = {"office": office, "pk": things.get(route.name, 0), "uidb36": "1", "key": "set-password"}
    return re.sub(r"\{(\w+)\}", lambda part: str(named.get(part[1], "x")), route.path)


def statuses(answer: str, route: Route) -> set[int]:
    """What a page may answer to each verdict; a page that is reached may still want more of the request."""
    # Of one's own there may be nothing to show (no second factor is set): then that is not found.
    reached = {200, 302, 404} if route.permission in ("public", "signed_in") else {200, 302}
    return {ALLOW: reached, SIGN_IN: {302}, FORBID: {403}, MISSING: {404}}[answer]


def by_method(routes) -> list:
    """Each route with each of its methods: a form is behind the same door as its page."""
    return [pytest.param(route, method, id=f"{route.name}-{method}") for route in routes for method in route.methods]


def test_a_form_sent_in_a_way_that_the_address_does_not_take_is_told_so_and_not_that_it_is_too_old():
    browser = Client(enforce_csrf_checks=True)
    answer = browser.put("/legnica/ticket/")
    assert answer.status_code == 405 and "POST" in answer["Allow"] and "PUT" not in answer["Allow"]
    assert browser.post("/legnica/ticket/").status_code == 403


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("route", "method"), by_method(DJANGO_ROUTES))
def test_each_role_on_each_page(offices, role, route, method) -> None:
    _, client, _ = who_is(role)
    expected = EXPECTED[route.name][role]
    answer = client.generic(method, f"/{place_of(route, office='demo')}")
    assert answer.status_code in statuses(expected, route)
    if expected == SIGN_IN:
        assert answer["location"].startswith("/account/login/?next=")
    else:
        assert not (expected != ALLOW and answer.status_code == 200)


@pytest.mark.parametrize("route", [row for row in DJANGO_ROUTES
                                   if "{office}" in row.path and row.permission not in (PUBLIC, HOLDER, DUTIES)],
                         ids=lambda row: row.name)
def test_another_offices_page_is_not_there(offices, route) -> None:
    _, client, _ = who_is("administrator")
    for method in route.methods:
        assert client.generic(method, f"/{place_of(route, office='other')}").status_code == 404
        assert client.generic(method, f"/{place_of(route, office='nowhere')}").status_code == 404


@pytest.mark.parametrize("name", ["person", "device"])
def test_another_offices_thing_under_the_own_office_is_not_there(offices, name) -> None:
    _, client, _ = who_is("administrator")
    foreign = account("clerk", office="other").pk if name == "person" else device("kiosk", office="other").pk
    kind = "people" if name == "person" else "devices"
    assert client.get(f"/demo/setup/{kind}/{foreign}/").status_code == 404


class Standing:
    """A hall that only says which door was passed."""

    class Passed(Exception):
        pass

    def __getattr__(self, name):
        raise self.Passed


async def ask_live(live: Live, method: str, path: str, token: str) -> int:
    told = []

    async def send(message) -> None:
        told.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(b"authorization", f"Bearer {token}".encode())] if token else []
    await live({"type": "http", "method": method, "path": path, "headers": headers, "client": ("x", 1)}, receive, send)
    return told[0]["status"]


def live_for(who: Who) -> Live:
    access = Access(signer=signer(), now=lambda: 0, has_player=True)
    role = () if who.kind == "anybody" else ((who.role,) if who.role else tuple(Account.objects.get(pk=who.id).roles))
    access.renew(Snapshot("1", {(who.kind, who.id): Known(who.office, who.version, role, who.staff_id)}))
    return Live(LIVE_ROUTES, halls=Standing(), hub=Hub(may_stay=access.holds), access=access, codes=Codes.of(b"x"),
                now=lambda: 0, clock=lambda: datetime(2026, 3, 2, tzinfo=UTC), zone_of=lambda _: UTC,
                words=lambda _, sentence: sentence)


def at_another_office(route: Route, role: str) -> str:
    """What is open to anybody is open everywhere; of the rest nothing is there for whoever belongs to an office."""
    to_anybody = EXPECTED[route.name]["anybody"]
    return to_anybody if to_anybody == ALLOW or role == "anybody" else MISSING


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("route", "method"), by_method(LIVE_ROUTES))
@pytest.mark.parametrize("office", ["demo", "other"])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_each_role_on_each_address_of_live(offices, role, route, method, office) -> None:
    who, _, token = who_is(role)
    expected = at_another_office(route, role) if office == "other" else EXPECTED[route.name][role]
    status = asyncio.run(ask_live(live_for(who), method, route.path.format(office=office, code="X"), token))
    door = {SIGN_IN: {401}, FORBID: {403}, MISSING: {404}}
    # Behind the door stands no hall here: 500 says that the door was passed, 415 that a body is wanted.
    assert status in door.get(expected, {200, 500, 415})


def test_the_matrix_names_every_route_and_every_role() -> None:
    assert list(EXPECTED) == [route.name for route in ROUTES]
    assert all(tuple(row) == ROLES for row in EXPECTED.values())


@pytest.mark.parametrize("role", ROLES)
def test_a_page_of_the_stage_is_open_to_anybody(role) -> None:
    assert {EXPECTED[route.name][role] for route in STAGE_LIVE_ROUTES} == {ALLOW}
    assert {route.permission for route in STAGE_LIVE_ROUTES} == {PUBLIC}


def test_every_row_is_complete_and_none_is_twice() -> None:
    assert len({(route.world, route.path) for route in ROUTES}) == len(ROUTES)
    assert len({route.name for route in ROUTES}) == len(ROUTES)
    known = {*PERMISSIONS, "public", "signed_in", "holder", "duties", "player"}
    assert {route.permission for route in ROUTES} <= known
    assert all(route.what and route.methods for route in ROUTES)


def test_an_address_without_a_row_does_not_exist(offices) -> None:
    client = Client(raise_request_exception=False)
    assert client.get("/admin/").status_code == 404
    assert client.get("/demo/nothing/").status_code == 404


def test_a_method_that_the_row_does_not_name_is_refused(offices) -> None:
    _, client, _ = who_is("administrator")
    assert client.delete("/demo/setup/people/").status_code == 405
    assert client.get("/i18n/setlang/").status_code == 405


def test_a_closed_account_is_anybody(offices) -> None:
    person = account("administrator")
    client = Client()
    client.force_login(person)
    assert client.get("/demo/setup/people/").status_code == 200
    Account.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/demo/setup/people/").status_code == 302


def test_a_revoked_device_is_anybody(offices) -> None:
    kiosk = device("kiosk")
    claims = device_claims(kiosk, expires=LATER)
    assert who_of_device(claims).role == "kiosk"
    Device.objects.filter(pk=kiosk.pk).update(revoked_at=timezone.now() - timedelta(seconds=1))
    assert who_of_device(claims) is None


def test_no_office_may_be_called_as_an_address_of_the_program():
    first = {route.path.strip("/").split("/")[0] for route in (*ROUTES, *STAGE_LIVE_ROUTES)}
    assert {part for part in first if SLUG.fullmatch(part)} | {"static"} == RESERVED
