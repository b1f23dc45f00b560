"""From an account or a device to who asks, as the database has them now."""

from __future__ import annotations

from django.utils import timezone

from okienko.core.people.roles import permissions_of
from okienko.core.people.tokens import Claims
from okienko.core.people.who import DEVICE, PERSON, Who
from okienko.records.devices import Device
from okienko.records.people import Account


def who_of_account(account: Account) -> Who:
    """The person signed in."""
    return Who(kind=PERSON, id=account.pk, office=account.office, staff_id=account.person,
               permissions=permissions_of(account.roles), version=account.version)


def who_of_device(claims: Claims) -> Who | None:
    """The device that a token names, or None when it was revoked."""
    device = Device.objects.filter(pk=claims.id, version=claims.version, office=claims.office).first()
    if claims.kind != DEVICE or device is None or not device.is_enrolled:
        return None
    return Who(kind=DEVICE, id=device.pk, office=device.office, role=device.kind,
               permissions=permissions_of([device.kind]), version=device.version)


def person_claims(account: Account, *, expires: int) -> Claims:
    """What a person's pass to the live hall says."""
    return Claims(PERSON, account.pk, account.office, tuple(account.roles), account.version, expires)


def device_claims(device: Device, *, expires: int) -> Claims:
    """What a device's token says; notes that the device was seen."""
    Device.objects.filter(pk=device.pk).update(seen_at=timezone.now())
    return Claims(DEVICE, device.pk, device.office, (device.kind,), device.version, expires)
