"""Who asks: a person signed in, a device, the holder of a ticket, or anybody."""

from __future__ import annotations

from dataclasses import dataclass, field

PERSON = "person"
DEVICE = "device"
VISIT = "visit"
#: The player of a replayed day, on a replay database only.
PLAYER = "player"
NOBODY = "anybody"


@dataclass(frozen=True, slots=True)
class Who:
    """Whoever asks, with what this one may do now.

    `id` is the number of the account, the device or the visit; `staff_id` the
    neutral id of a person in the office's files; `role` the kind of a device.
    """

    kind: str
    id: int = 0
    office: str = ""
    staff_id: str = ""
    role: str = ""
    permissions: frozenset[str] = frozenset()
    version: int = 0
    #: How the journal names this one.
    by: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by", self._named())

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    def _named(self) -> str:
        if self.kind == PERSON:
            return f"person:{self.staff_id or f'account-{self.id}'}"
        if self.kind == DEVICE:
            return f"{self.role}:{self.id}"
        if self.kind == VISIT:
            return f"visit:{self.id}"
        return "player" if self.kind == PLAYER else "pocket"


ANYBODY = Who(kind=NOBODY)
