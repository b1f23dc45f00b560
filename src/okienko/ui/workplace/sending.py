"""How a work screen sends: a whole page where there is no script, a part of it where there is."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict


def asks_for_part(request: HttpRequest) -> bool:
    """Does a script ask for the part of the page that changes, rather than a browser for the page?"""
    return request.headers.get("X-Okienko-Part") == "panel"


def command_fields(post: QueryDict) -> QueryDict:
    """The fields of an act; "finish, and call the next" ticked together are the one command that does both."""
    fields = post.copy()
    if fields.get("do") == "finish" and fields.get("and_next"):
        fields["do"] = "call_next"
    return fields
