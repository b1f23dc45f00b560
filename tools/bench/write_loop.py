"""The floor of all fan-out: on each POST, write the same bytes to every open stream; nothing is stored.

    python -m tools.bench.write_loop PORT FILE

FILE holds the bytes of one event as the program itself sends it, so that both sides send the same. The loop
is uvloop's, a stream is a bare protocol without a framework, and the bytes go straight to the transport.
"""

import asyncio
import sys
from pathlib import Path
from typing import ClassVar

import uvloop

STREAM = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\n\r\n"
DONE = b"HTTP/1.1 204 No Content\r\n\r\n"


class Peer(asyncio.Protocol):
    """One connection: a GET opens a stream, a POST writes the event to all streams and is answered then."""

    streams: ClassVar[set[asyncio.Transport]] = set()
    event = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, received):
        if received.startswith(b"GET"):
            self.transport.write(STREAM)
            self.streams.add(self.transport)
            return
        for stream in self.streams:
            stream.write(self.event)
        self.transport.write(DONE)

    def connection_lost(self, _reason):
        self.streams.discard(self.transport)


async def serve(port):
    """Serve until the process is ended."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Peer, "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    Peer.event = Path(sys.argv[2]).read_bytes()
    uvloop.run(serve(int(sys.argv[1])))
