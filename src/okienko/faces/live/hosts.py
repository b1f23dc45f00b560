"""Under which names the live hall answers: those of the settings, as Django's pages do."""

from __future__ import annotations

from collections.abc import Iterable

from okienko.core.hall.refusals import Refusal

#: So many spellings of allowed names (ports, capitals) are remembered; one that is not is looked at again.
REMEMBERED = 256


class ForeignHost(Refusal):
    """This program does not answer under this name; the administrator may add it to OKIENKO_HOSTS."""

    status = 400


class HostMissing(Refusal):
    """The request does not say to which host it goes."""

    status = 400


class Hosts:
    """The names allowed: `*`, a name, or `.example.org` for it and all below it."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = tuple(name.lower() for name in allowed)
        self._known: set[bytes | None] = {None}  # a request of HTTP/1.0 names none

    def check(self, host: bytes | None, *, version: str) -> None:
        """Raise ForeignHost unless the name is allowed; one that is known costs a look into a set.

        From HTTP/1.1 on a request names its host; raises HostMissing.
        """
        if host is None and version != "1.0":
            raise HostMissing
        if host not in self._known:
            self._learn(host or b"")

    def _learn(self, host: bytes) -> None:
        name = _without_port(host.decode("latin-1").lower())
        if not any(_fits(name, allowed) for allowed in self._allowed):
            raise ForeignHost
        if len(self._known) < REMEMBERED:
            self._known.add(host)


def _without_port(host: str) -> str:
    if host.endswith("]"):
        return host
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).removesuffix(".")


def _fits(name: str, allowed: str) -> bool:
    return allowed in ("*", name) or (allowed.startswith(".") and (name.endswith(allowed) or name == allowed[1:]))
