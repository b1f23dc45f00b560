"""What stands on a printed ticket, in the client's language."""

from __future__ import annotations

from dataclasses import dataclass

#: The short code is read in groups of so many signs.
GROUP = 4


@dataclass(frozen=True, slots=True)
class Slip:
    """The words of one printed ticket; nothing on it names the person who holds it.

    `facts` are (name, value) pairs such as ("Expected wait", "about 10–20 min").
    `url` is what the QR picture opens, `code` its last part, for whoever types it.
    `mark` is printed on a black band above and below: "This is a demonstration".
    """

    office: str
    heading: str
    ticket: str
    service: str
    facts: tuple[tuple[str, str], ...] = ()
    url: str = ""
    scan: str = ""
    code: str = ""
    notes: tuple[str, ...] = ()
    mark: str = ""

    @property
    def spaced_code(self) -> str:
        """`1AB2C3D4E` → `1AB2 C3D4 E`."""
        return " ".join(self.code[at : at + GROUP] for at in range(0, len(self.code), GROUP))
