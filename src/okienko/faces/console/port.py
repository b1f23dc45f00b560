"""May a server listen here? Asked before it starts, so that a port that is taken is told in a sentence."""

import socket
from typing import Final

from okienko.faces.console.trouble import reason_of, refuse
from okienko.faces.console.words import say

#: The largest there is; beyond it the system would count on from 0, and the server listen where nobody looks.
LAST: Final = 65_535


def is_taken(host: str, port: int) -> bool:
    """Can nobody listen here? Then says why, and the mend."""
    if not 1 <= port <= LAST:
        refuse(say("There is no port {port}: choose one from 1 to {last} (--port, OKIENKO_PORT).",
                   port=port, last=LAST))
        return True
    try:
        kind = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(kind[0]) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(kind[4])
    except OSError as error:
        refuse(say("The server cannot listen at {address}: {reason}. Another program may listen there already: end it, "
                   "or choose another port (--port, OKIENKO_PORT).", address=f"{host}:{port}", reason=reason_of(error)))
        return True
    return False
