"""The floor of all HTTP work: a bare ASGI application that reads the body and answers "hello".

Served by uvicorn with httptools and uvloop, as the program itself is. Nothing smaller can be written in ASGI.
"""

ANSWER = b"hello"
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"text/plain"), (b"content-length", b"%d" % len(ANSWER))],
}
BODY = {"type": "http.response.body", "body": ANSWER}


async def application(scope, receive, send):
    """Answer every request with the same five bytes."""
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    await send(START)
    await send(BODY)
