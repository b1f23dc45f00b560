"""The server: uvicorn with its C parser and loop, ended in good order."""

from __future__ import annotations

import argparse
import gc
import logging.config
import socket
import sys

import uvicorn

from okienko.config import settings
from okienko.config.process import Process
from okienko.faces.console.port import is_taken
from okienko.faces.console.trouble import CANNOT
from okienko.faces.console.words import say
from okienko.faces.live.protocol import HallProtocol
from okienko.links.machine import ask_for_files
from okienko.records.reader import Reader

#: The halls in memory hold many small things that live all day: look through the young ones less often, the old rarely.
COLLECT_AFTER = (50_000, 20, 100)
#: Files that are open beside the streams: the database, the log, requests under way.
OTHER_FILES = 500
#: A page of Django holds the interpreter for so many seconds at most while the hall waits for it; Python's own 5 ms,
#: waited for at each request and each batch, are what people at the desks would feel: with it SQLite's thread stored
#: about half as many commands a second (4,000 against 8,800, measured one after the other on a shared machine). 0.2 ms
#: are a little better than 1 ms while Django writes (p99 of a call 27 against 29 ms), 0.05 ms worse.
SWITCH_SECONDS = 0.0002


class Server(uvicorn.Server):
    """Ends the open streams before it waits for what is under way; one of them would hold it for ever."""

    def __init__(self, config: uvicorn.Config, *, process: Process) -> None:
        super().__init__(config)
        self._process = process

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._process.hub.close()
        await super().shutdown(sockets=sockets)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, if not as the settings say."""
    parser.add_argument("--host", help=say("the address to listen at (OKIENKO_HOST)"))
    parser.add_argument("--port", type=int, help=say("the port to listen at (OKIENKO_PORT)"))


def run(options: argparse.Namespace | None = None, *, host: str | None = None, port: int | None = None) -> int:
    """`okienko serve`: the hall and the pages until a signal ends them."""
    if options is not None:
        host, port = options.host, options.port
    if is_taken(host or settings.OKIENKO_HOST, settings.OKIENKO_PORT if port is None else port):
        return CANNOT
    # Asked here once, so that what is wrong is told in one sentence and not in the log of a server that gives up.
    reader = Reader(settings.OKIENKO_DATABASE_URL)
    reader.stamp()
    reader.close()
    return serve(Process(settings), host=host, port=port)


def serve(process: Process, *, host: str | None = None, port: int | None = None) -> int:
    """Serve until a signal ends it; 0 when it ended in good order, 3 when it could not start."""
    logging.config.dictConfig(settings.LOGGING)
    gc.set_threshold(*COLLECT_AFTER)
    ask_for_files(settings.OKIENKO_LISTENERS + OTHER_FILES)
    sys.setswitchinterval(SWITCH_SECONDS)
    config = uvicorn.Config(
        process, host=host or settings.OKIENKO_HOST, port=settings.OKIENKO_PORT if port is None else port,
        loop="uvloop", http=HallProtocol, ws="none", lifespan="on", interface="asgi3", log_config=None,
        access_log=settings.OKIENKO_ACCESS_LOG, server_header=False, date_header=False, backlog=4096,
        timeout_graceful_shutdown=settings.OKIENKO_STOP_SECONDS, timeout_keep_alive=75,
        proxy_headers=settings.SECURE_PROXY_SSL_HEADER is not None,
    )
    server = Server(config, process=process)
    try:
        server.run()
    except SystemExit:
        return 3
    return 0 if server.started else 3
