"""How an open answer goes out: readable from any site, cached for a moment, sent again only when it has changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

View = Callable[..., HttpResponse]
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def open_to_all(view: View, *, seconds: int) -> View:
    """The view with an ETag, for any origin, kept by caches for so many seconds."""

    @wraps(view)
    def door(request: HttpRequest, **parts: Any) -> HttpResponse:
        response = HttpResponse(status=204) if request.method == "OPTIONS" else view(request, **parts)
        if response.status_code == 200:
            response = _tagged(request, response, seconds)
        else:
            response["Cache-Control"] = "no-store"
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return door


def _tagged(request: HttpRequest, response: HttpResponse, seconds: int) -> HttpResponse:
    tag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if tag in known or f"W/{tag}" in known or "*" in known:
        response = HttpResponseNotModified()
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={seconds}"
    return response
