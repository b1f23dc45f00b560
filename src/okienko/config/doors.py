"""The door before each page of Django: who asks, and may this one go there, as the table of routes says."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import activate, get_language

from okienko.actions.office import NoSuchOffice, current_office
from okienko.actions.people.accounts import forget_passes
from okienko.actions.people.who import person_claims, who_of_account, who_of_device
from okienko.actions.workplace.desk import leave_desk
from okienko.config.errors import method_not_allowed, revoked
from okienko.core.office.office import Identity
from okienko.core.people.places import places_of
from okienko.core.people.route import ALLOW, DUTIES, FORBID, HOLDER, PUBLIC, SIGN_IN, Route, verdict
from okienko.core.people.tokens import DEVICE_COOKIE, PERSON_COOKIE, BadToken, Signer
from okienko.core.people.who import ANYBODY, DEVICE, NOBODY, Who
from okienko.records.office import Office
from okienko.ui.places import NAMES

View = Callable[..., HttpResponse]
#: How long a person's pass to the live hall holds, and from when on a page renews it.
PASS_SECONDS = 12 * 3600
RENEW_SECONDS = 6 * 3600
#: Screens that anybody may open, but not a browser that was a device here and was sent away.
SCREENS = ("{office}/board/", "{office}/kiosk/", "{office}/voice/")
OF_SCREENS = frozenset({PUBLIC, HOLDER, DUTIES})
#: Languages of every page; the faces that speak all, `api` because its refusals are shown to residents as well.
EVERYWHERE = ("pl", "en")
IN_ALL = ("okienko.faces.api", "okienko.faces.board", "okienko.faces.kiosk", "okienko.faces.pocket")
#: Where the session keeps which pass was given, and when; the pass itself is sent to /live only.
GIVEN = "live_pass"


def guard(route: Route, view: View) -> View:
    """The view behind its row of the table: wrong method, not signed in, not allowed, not this office's."""
    allowed = {*route.methods, "HEAD", "OPTIONS"} if "GET" in route.methods else {*route.methods, "OPTIONS"}

    @wraps(view)
    def door(request: HttpRequest, **parts: Any) -> HttpResponse:
        _speak(request, languages_of(route))
        if request.method not in allowed:
            return method_not_allowed(request, allowed)
        slug = parts.get("office")
        answer = verdict(route, who=identify(request), office=slug)
        if route.permission in OF_SCREENS and route.path.startswith(SCREENS) and is_revoked(request):
            return revoked(request)
        if answer == SIGN_IN:
            return redirect_to_login(request.get_full_path())
        if answer == FORBID:
            raise PermissionDenied
        if answer != ALLOW:
            raise Http404
        if slug is not None:
            parts["office"] = get_object_or_404(Office, slug=slug)
        try:
            return view(request, **parts)
        except NoSuchOffice:  # its row is here, but nobody has described it yet: it has no pages
            raise Http404 from None

    vars(door)["methods"] = frozenset(allowed)
    return door


def languages_of(route: Route) -> tuple[str, ...]:
    """The languages that a page speaks as a whole."""
    known = tuple(code for code, _name in settings.LANGUAGES)
    return known if route.view.startswith(IN_ALL) else tuple(code for code in known if code in EVERYWHERE)


def _speak(request: HttpRequest, languages: tuple[str, ...]) -> None:
    """Offer these, and answer in one of them: half a page in Polish would be read by a voice of another language."""
    request.spoken_here = languages  # type: ignore[attr-defined]
    if get_language() not in languages:
        activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = settings.LANGUAGE_CODE


def identify(request: HttpRequest) -> Who:
    """Who asks: the person signed in, else the enrolled device, else anybody; found once for each request."""
    known: Who | None = getattr(request, "who", None)
    if known is None:
        known = _person(request) or _device(request) or ANYBODY
        request.who = known  # type: ignore[attr-defined]
    return known


def is_revoked(request: HttpRequest) -> bool:
    """Does a browser ask that was a device here, and nobody else since?"""
    if identify(request).kind != NOBODY or DEVICE_COOKIE not in request.COOKIES:
        return False
    try:
        return signer().read(request.COOKIES[DEVICE_COOKIE], now=time.time()).kind == DEVICE
    except BadToken:
        return False


def _person(request: HttpRequest) -> Who | None:
    user = request.user
    return who_of_account(user) if user.is_authenticated else None


def _device(request: HttpRequest) -> Who | None:
    token = request.COOKIES.get(DEVICE_COOKIE)
    if not token:
        return None
    try:
        return who_of_device(signer().read(token, now=time.time()))
    except BadToken:
        return None


def signer() -> Signer:
    """The signer of this installation."""
    return Signer.of(settings.SECRET_KEY.encode())


def who(request: HttpRequest) -> dict[str, Any]:
    """For templates: `who` asks, the `places` where this one works, the `office_name`, and `is_demo`.

    A demonstration is the living one (`is_stage`), and each page of an office whose description says that it is
    made up.
    """
    asks = identify(request)
    identity = _identity(request, asks)
    return {"who": asks, "places": _places(request, asks),
            "is_demo": settings.OKIENKO_DEMO or (identity is not None and identity.demonstration),
            "is_stage": settings.OKIENKO_DEMO,
            "office_name": (identity.short_name or identity.name) if identity is not None else ""}


def _identity(request: HttpRequest, asks: Who) -> Identity | None:
    """The office of the address, else that of whoever asks; the only one of the installation for everybody else."""
    found = request.resolver_match
    slug = found.kwargs.get("office") if found is not None else None
    try:
        slug = getattr(slug, "slug", slug) or asks.office or Office.objects.get().slug
        return current_office(slug).identity
    except (NoSuchOffice, Office.DoesNotExist, Office.MultipleObjectsReturned, DatabaseError):
        return None


def _places(request: HttpRequest, asks: Who) -> list[dict[str, Any]]:
    found = []
    for place in places_of(asks):
        with suppress(NoReverseMatch):
            url = reverse(place.route, kwargs={"office": asks.office})
            found.append({"url": url, "name": NAMES[place.route], "current": False})
    here = [place for place in found if request.path.startswith(place["url"])]
    if here:
        max(here, key=lambda place: len(place["url"]))["current"] = True
    return found


class LivePass:
    """Gives a person who is signed in the pass to the live hall; the sign-out takes it away and leaves the desk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_known = request.user.is_authenticated
        who = identify(request) if was_known and request.method == "POST" else ANYBODY
        response = self.get_response(request)
        if request.user.is_authenticated:
            self._give(request, response)
        elif was_known:
            leave_desk(who)
            response.delete_cookie(PERSON_COOKIE, path="/live", samesite="Strict")
        return response

    def _give(self, request: HttpRequest, response: HttpResponse) -> None:
        now = int(time.time())
        claims = person_claims(request.user, expires=now + PASS_SECONDS)
        version, given_at = request.session.get(GIVEN, (0, 0))
        if version == claims.version and given_at > now - RENEW_SECONDS:
            return
        request.session[GIVEN] = (claims.version, now)
        response.set_cookie(PERSON_COOKIE, signer().sign(claims), max_age=PASS_SECONDS, path="/live",
                            httponly=True, samesite="Strict", secure=settings.HTTPS)


class Accounts(DefaultAccountAdapter):
    """allauth's rules, but for self-registration; a new password ends every pass to the live hall."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> Any:
        super().set_password(user, password)
        forget_passes(user)
