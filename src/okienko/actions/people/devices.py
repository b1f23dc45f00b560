"""Kiosks, boards and printers are let in by a short code and sent away by one key."""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from okienko.actions.journal import write_entry
from okienko.actions.office import NoSuchOffice, current_office
from okienko.core.people import entries
from okienko.core.people.roles import DEVICE_KINDS
from okienko.records.devices import Device

CODE_LENGTH = 6
CODE_MINUTES = 10
#: No letter or digit that is mistaken for another one.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class UnknownKind(ValueError):
    """There is no such kind of device."""


class UnknownArea(ValueError):
    """There is no such area in the office's files."""


class CodeRefused(ValueError):
    """This code is not valid; ask the administrator for a new one."""


def add_device(name: str, *, office: str, kind: str, place: str = "", by: str = "system") -> tuple[Device, str]:
    """A new device and the code that lets it in once, within ten minutes."""
    if kind not in DEVICE_KINDS:
        raise UnknownKind(UnknownKind.__doc__)
    with suppress(NoSuchOffice):
        if place and place not in current_office(office).areas:
            raise UnknownArea(UnknownArea.__doc__)
    code, valid = _code()
    with transaction.atomic():
        device = Device.objects.create(office=office, kind=kind, name=name, place=place, **valid)
        _note(device, kind=entries.DEVICE_ADDED, by=by)
    return device, code


@transaction.atomic
def new_code(device: Device, *, by: str = "system") -> str:
    """A new code for a device; it replaces the one before, and what was let in with that one is out."""
    code, valid = _code()
    Device.objects.filter(pk=device.pk).update(
        **valid, enrolled_at=None, revoked_at=None, version=F("version") + 1)
    device.refresh_from_db()
    _note(device, kind=entries.CODE_MADE, by=by)
    return code


def _code() -> tuple[str, dict[str, Any]]:
    """A code, and what the device keeps of it: its digest and until when it holds."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))
    return code, {"code_digest": _digest(code), "code_expires_at": timezone.now() + timedelta(minutes=CODE_MINUTES)}


@transaction.atomic
def redeem_code(code: str) -> Device:
    """Let a device in by its code, once; raises CodeRefused for a wrong, used or expired one."""
    now = timezone.now()
    found = Device.objects.filter(code_digest=_digest(code), code_expires_at__gt=now, revoked_at=None).first()
    if found is None:
        raise CodeRefused(CodeRefused.__doc__)
    won = Device.objects.filter(pk=found.pk, code_digest=_digest(code)).update(
        code_digest=None, code_expires_at=None, enrolled_at=now, seen_at=now, version=F("version") + 1)
    if not won:
        raise CodeRefused(CodeRefused.__doc__)
    found.refresh_from_db()
    _note(found, kind=entries.DEVICE_LET_IN, by=f"{found.kind}:{found.pk}")
    return found


@transaction.atomic
def revoke_device(device: Device, *, by: str = "system") -> None:
    """Send a device away; the live hall refuses it within a second."""
    Device.objects.filter(pk=device.pk).update(
        revoked_at=timezone.now(), code_digest=None, code_expires_at=None, version=F("version") + 1)
    device.refresh_from_db()
    _note(device, kind=entries.DEVICE_REVOKED, by=by)


def _note(device: Device, *, kind: str, by: str) -> None:
    write_entry(device.office, stream=entries.STREAM, kind=kind, by=by, body={"device": device.pk, "kind": device.kind})


def _digest(code: str) -> str:
    typed = code.strip().upper().replace("-", "").replace(" ", "")
    return salted_hmac("okienko.enrolment", typed, algorithm="sha256").hexdigest()
