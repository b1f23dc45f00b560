"""A small ASGI server whose answers are known, for the tests of the bench.

POST /command answers 200 and counts its idempotency key; POST /refused answers 409; POST /publish sends one
event to every open stream; GET /seen tells what was counted; GET /same answers 304; GET /stream opens one.
"""

import asyncio
import json

seen = {"commands": 0, "keys": set(), "published": 0}
streams: set[asyncio.Queue] = set()


async def answer(send, status, body=b"", *, chunked=False):
    length = [] if chunked else [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": length})
    await send({"type": "http.response.body", "body": body})


async def stream(send):
    """A stream that is welcomed with a comment, which is no event, and then has each event published."""
    queue = asyncio.Queue()
    streams.add(queue)
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
    )
    await send({"type": "http.response.body", "body": b": welcome\n\n", "more_body": True})
    while True:
        number = await queue.get()
        event = b"id: %d\ndata: {}\n\n" % number
        await send({"type": "http.response.body", "body": event, "more_body": True})


async def command(scope, send):
    seen["commands"] += 1
    seen["keys"].add(dict(scope["headers"]).get(b"idempotency-key", b""))
    await answer(send, 200, b'{"seq": 1}', chunked=seen["commands"] % 2 == 0)


async def publish(send):
    seen["published"] += 1
    for queue in streams:
        queue.put_nowait(seen["published"])
    await answer(send, 204)


async def application(scope, receive, send):
    if scope["type"] != "http":
        return
    while scope["method"] == "POST" and (await receive()).get("more_body"):
        pass
    told = json.dumps({**seen, "keys": len(seen["keys"])}).encode()
    handlers = {
        "/command": lambda: command(scope, send),
        "/refused": lambda: answer(send, 409, b"no"),
        "/publish": lambda: publish(send),
        "/seen": lambda: answer(send, 200, told),
        "/same": lambda: answer(send, 304),
        "/stream": lambda: stream(send),
    }
    await handlers[scope["path"]]()
