"""The server that is to run on this machine: does it answer, and can it store what people do?"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from okienko.actions.upkeep.doctor.finding import Finding, fault, hint
from okienko.links.served import NotReached, trouble_at


def examine(settings: ModuleType) -> Iterator[Finding]:
    """Asked of the server itself, for a database that answers the doctor may still not answer the office."""
    host, port = settings.OKIENKO_HOST, settings.OKIENKO_PORT
    names = [name for name in settings.ALLOWED_HOSTS if name[:1] not in ("*", ".")]
    try:
        why = trouble_at(host, port, name=names[0] if names else host)
    except NotReached as error:
        yield hint("server_not_reached", address=f"{host}:{port}", reason=error)
        return
    if why is not None:
        yield fault("server_stores_nothing", address=f"{host}:{port}", why=why)
