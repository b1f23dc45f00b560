"""Kiosks, boards and printers: let in by a code, sent away by one key."""

from __future__ import annotations

import time

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from okienko.actions.people.devices import (
    CODE_MINUTES,
    CodeRefused,
    UnknownArea,
    add_device,
    new_code,
    redeem_code,
    revoke_device,
)
from okienko.actions.people.who import device_claims
from okienko.core.people.throttle import Throttle
from okienko.core.people.tokens import DEVICE_COOKIE, Signer
from okienko.faces.setup.forms import Code, NewDevice
from okienko.faces.setup.wording import role_title
from okienko.records.devices import Device
from okienko.records.office import Office
from okienko.ui.fetch import fetch

#: As long as a browser keeps a cookie; the device may be revoked at any time.
TOKEN_SECONDS = 400 * 24 * 3600
#: Six characters of 29 are 594 million codes, and each holds for ten minutes only.
_guesses = Throttle(burst=5, per_minute=3, now=time.monotonic)


def devices(request: HttpRequest, office: Office) -> HttpResponse:
    """All devices of the office, and a form for a new one."""
    form = NewDevice(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device, code = add_device(**form.cleaned_data, office=office.slug, by=request.who.by)
        except UnknownArea:
            form.add_error("place", _("There is no such area in the office's files."))
        else:
            return _code_shown(request, office, device, code)
    known = Device.objects.filter(office=office.slug).order_by("kind", "name", "pk")
    rows = [(device, role_title(device.kind)) for device in known]
    return render(request, "setup/devices.html", {"office": office, "rows": rows, "form": form})


def device(request: HttpRequest, office: Office, pk: int) -> HttpResponse:
    """One device: a new code for it, or revoke it."""
    found = fetch(Device, office=office, pk=pk)
    if request.method == "POST" and "revoke" in request.POST:
        revoke_device(found, by=request.who.by)
        return redirect("devices", office=office.slug)
    if request.method == "POST":
        return _code_shown(request, office, found, new_code(found, by=request.who.by))
    return render(request, "setup/device.html", {
        "office": office, "device": found, "kind": role_title(found.kind)})


def _code_shown(request: HttpRequest, office: Office, found: Device, code: str) -> HttpResponse:
    """The code, to be read and typed, and as a picture that opens the page where it is typed."""
    address = request.build_absolute_uri(reverse("enrol"))
    picture = segno.make(f"{address}?code={code}", error="m").svg_inline(border=2, omitsize=True)
    response = render(request, "setup/code.html", {
        "office": office, "device": found, "code": code, "address": address,
        "minutes": CODE_MINUTES, "picture": mark_safe(picture)})
    response["Cache-Control"] = "no-store"
    return response


def enrol(request: HttpRequest) -> HttpResponse:
    """Here a device types its code and becomes a device of the office."""
    form = Code(request.POST or None, initial={"code": request.GET.get("code", "")})
    address = request.META.get("REMOTE_ADDR", "")
    if request.method == "POST" and not _guesses.allows(address):
        form.add_error(None, _("Too many attempts; please wait a moment."))
        return render(request, "setup/enrol.html", {"form": form}, status=429)
    if request.method == "POST" and form.is_valid():
        try:
            return _let_in(request, redeem_code(form.cleaned_data["code"]))
        except CodeRefused:
            _guesses.take(address)
            form.add_error("code", _("This code is not valid; ask the administrator for a new one."))
    return render(request, "setup/enrol.html", {"form": form})


def _let_in(request: HttpRequest, found: Device) -> HttpResponse:
    now = int(time.time())
    token = Signer.of(settings.SECRET_KEY.encode()).sign(device_claims(found, expires=now + TOKEN_SECONDS))
    response = render(request, "setup/enrolled.html", {"device": found, "kind": role_title(found.kind)})
    response.set_cookie(DEVICE_COOKIE, token, max_age=TOKEN_SECONDS, httponly=True, samesite="Strict",
                        secure=settings.HTTPS)
    return response
