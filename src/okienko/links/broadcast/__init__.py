"""News of halls from node to node: a hint that there is something to read, never the thing itself.

Each node looks once a second at the highest seq of its halls anyway; a hint only makes it look at once, so a hint that
is lost costs a second and nothing else. One process alone on an SQLite file has nobody to tell.
"""

from __future__ import annotations

from okienko.links.broadcast.news import News


def news_of(url: str) -> News | None:
    """The news of a database address; None where only one process can serve it."""
    if url.startswith("sqlite:"):
        return None
    from okienko.links.broadcast.postgres import PostgresNews

    return PostgresNews(url)
