"""Who may do what, in memory: the permission snapshot.

`config` loads it from the database, at once at the start and then each second
when a version has changed, so that whoever is revoked is refused within a second
and no request waits for a database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from okienko.core.people.roles import ROLES, permissions_of
from okienko.core.people.tokens import BadToken, Claims, Signer
from okienko.core.people.who import ANYBODY, DEVICE, NOBODY, PERSON, PLAYER, Who

#: How many tokens are remembered as read.
REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """An account or a device as the database has it now; `role` is the kind of a device."""

    office: str
    version: int
    roles: tuple[str, ...]
    staff_id: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that may sign in: (kind, number) → what is known; `stamp` tells one snapshot from the next."""

    stamp: str = ""
    known: Mapping[tuple[str, int], Known] = field(default_factory=dict)


class Access:
    """Turns a token into who asks, by the newest snapshot."""

    def __init__(self, *, signer: Signer, now: Callable[[], float], has_player: bool = False) -> None:
        self.signer, self._has_player = signer, has_player
        self.stamp = ""
        #: How often a snapshot was taken: what was found out before the last one no longer counts.
        self.renewed = 0
        self.now = now
        self._who: dict[tuple[str, int], Who] = {}
        self._read: dict[str, Claims] = {}

    def renew(self, snapshot: Snapshot) -> None:
        """Take a newer snapshot; from now on it alone counts."""
        self._who = {at: _who(*at, known=known) for at, known in snapshot.known.items()}
        self.stamp = snapshot.stamp
        self.renewed += 1

    def until(self, token: str) -> float:
        """When a token ends; that of nobody has ended."""
        claims = self._claims(token)
        return claims.expires if claims is not None else 0.0

    def who(self, token: str | None) -> Who:
        """Who holds this token; anybody, when it is missing, false, over or revoked."""
        if not token:
            return ANYBODY
        claims = self._claims(token)
        if claims is None:
            return ANYBODY
        if claims.kind == PLAYER and self._has_player:
            return Who(kind=PLAYER, office=claims.office, permissions=ROLES["manager"].grants)
        who = self._who.get((claims.kind, claims.id))
        return who if who is not None and _matches(who, claims) else ANYBODY

    def is_revoked(self, token: str | None) -> bool:
        """Was this the token of a device that has been sent away, or was given a new code since?"""
        claims = self._claims(token) if token else None
        return claims is not None and claims.kind == DEVICE and self.who(token).kind == NOBODY

    def _claims(self, token: str) -> Claims | None:
        """The claims of a token that holds; those seen before are not computed again."""
        claims = self._read.get(token)
        if claims is not None:
            return claims if claims.expires > self.now() else None
        try:
            claims = self.signer.read(token, now=self.now())
        except BadToken:
            return None
        if len(self._read) >= REMEMBERED:
            self._read.clear()
        self._read[token] = claims
        return claims

    def holds(self, who: Who) -> bool:
        """Is this one, let in earlier, still known with the same permissions?"""
        return who.kind not in (PERSON, DEVICE) or self._who.get((who.kind, who.id)) == who


def _matches(who: Who, claims: Claims) -> bool:
    return who.version == claims.version and who.office == claims.office


def _who(kind: str, number: int, *, known: Known) -> Who:
    role = known.roles[0] if kind == DEVICE and known.roles else ""
    return Who(kind=kind, id=number, office=known.office, staff_id=known.staff_id, role=role,
               permissions=permissions_of(known.roles), version=known.version)
