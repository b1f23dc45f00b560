"""Short signed tokens: who a browser or a device is, for the live hall.

A token says who (kind, number, office, roles, version) and until when; it is
signed, not encrypted, and travels in a cookie that scripts cannot read. It is
checked without a database; the permission snapshot then says whether its
version still holds, so that a revoked person is refused at once.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from okienko.core.people.keys import key_for

MAC_BYTES = 16
MAX_LENGTH = 1024
#: The cookies in which a person's pass to the live hall and a device's token travel.
PERSON_COOKIE = "okienko_live"
DEVICE_COOKIE = "okienko_device"


class BadToken(Exception):
    """The token was not made here, was changed, or is over."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says; `expires` is a Unix time in seconds. No text in it may hold a `|` or a comma."""

    kind: str
    id: int
    office: str
    roles: tuple[str, ...]
    version: int
    expires: int


@dataclass(frozen=True, slots=True)
class Signer:
    """Makes and reads the tokens of one installation."""

    key: bytes

    @classmethod
    def of(cls, secret: bytes) -> Signer:
        return cls(key_for(secret, "live-token"))

    def sign(self, claims: Claims) -> str:
        payload = _write(claims)
        return urlsafe_b64encode(self._mac(payload) + payload).decode().rstrip("=")

    def read(self, token: str, *, now: float) -> Claims:
        """The claims of a token that was made here and is not over; raises BadToken."""
        if len(token) > MAX_LENGTH:
            raise BadToken
        try:
            raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
            if not hmac.compare_digest(raw[:MAC_BYTES], self._mac(raw[MAC_BYTES:])):
                raise BadToken
            claims = _read(raw[MAC_BYTES:])
        except ValueError as error:
            raise BadToken from error
        if claims.expires <= now:
            raise BadToken
        return claims

    def _mac(self, payload: bytes) -> bytes:
        return hmac.digest(self.key, payload, "sha256")[:MAC_BYTES]


def _write(claims: Claims) -> bytes:
    roles = ",".join(claims.roles)
    return f"{claims.kind}|{claims.id}|{claims.office}|{roles}|{claims.version}|{claims.expires}".encode()


def _read(payload: bytes) -> Claims:
    kind, number, office, roles, version, expires = payload.decode().split("|")
    return Claims(kind, int(number), office, tuple(roles.split(",")) if roles else (), int(version), int(expires))
