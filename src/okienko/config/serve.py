"""The server: uvicorn with its C parser and loop, ended in good order."""

from __future__ import annotations

import logging.config
import socket

import uvicorn

from okienko.config import settings
from okienko.config.process import Process


class Server(uvicorn.Server):
    """Ends the open streams before it waits for what is under way; one of them would hold it for ever."""

    def __init__(self, config: uvicorn.Config, *, process: Process) -> None:
        super().__init__(config)
        self._process = process

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._process.hub.close()
        await super().shutdown(sockets=sockets)


def run(*, host: str | None = None, port: int | None = None) -> int:
    """Serve until a signal ends it; 0 when it ended in good order, 3 when it could not start."""
    logging.config.dictConfig(settings.LOGGING)
    process = Process(settings)
    config = uvicorn.Config(
        process, host=host or settings.OKIENKO_HOST, port=settings.OKIENKO_PORT if port is None else port,
        loop="uvloop", http="httptools", ws="none", lifespan="on", interface="asgi3", log_config=None,
        access_log=settings.OKIENKO_ACCESS_LOG, server_header=False, date_header=False, backlog=4096,
        timeout_graceful_shutdown=settings.OKIENKO_STOP_SECONDS, timeout_keep_alive=75,
        proxy_headers=settings.SECURE_PROXY_SSL_HEADER is not None,
    )
    server = Server(config, process=process)
    server.run()
    return 0 if server.started else 3
