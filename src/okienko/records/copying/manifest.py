"""What a backup says of itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from okienko.records.copying.facts import Facts

#: Grows when an older program could not bring the backup back.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside: its size in bytes and the SHA-256 of its content, before it was compressed."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`version` is the program's, `kind` the database's (`sqlite`, `postgresql`), `made_at` in UTC."""

    version: str
    kind: str
    made_at: datetime
    facts: Facts
    members: tuple[Member, ...]
    format: int = FORMAT

    def to_json(self) -> str:
        """As it stands in the backup."""
        plain = asdict(self) | {"made_at": self.made_at.isoformat()}
        return json.dumps(plain, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """As it was written; raises ValueError, KeyError or TypeError when it was not."""
        plain: dict[str, Any] = json.loads(text)
        plain["made_at"] = datetime.fromisoformat(plain["made_at"])
        plain["facts"] = Facts.of_plain(plain["facts"])
        plain["members"] = tuple(Member(**each) for each in plain["members"])
        return cls(**plain)
