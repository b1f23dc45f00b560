"""The stage never plays over real data.

Two things must both say that this is a demonstration: the description of the
office (`demonstration = true`) and the database, which carries a marker that is
only ever written when `okienko demo` makes it anew.
"""

from __future__ import annotations

from okienko.core.office.office import Office


class NotADemonstration(Exception):
    """The stage plays only a made-up office in a database made for it. Start it with `okienko demo`."""


def demand_demonstration(office: Office, *, is_marked: bool) -> None:
    """Refuse to play unless both the office and its database are marked. Raises NotADemonstration."""
    if not (office.identity.demonstration and is_marked):
        raise NotADemonstration(NotADemonstration.__doc__)
