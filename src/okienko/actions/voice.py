"""What a board says aloud: only calls, and a recording only of calls that are made in the hall now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from okienko.actions.hall import picture_of
from okienko.core.hall.picture import PUBLIC
from okienko.core.hall.spoken import LANGUAGES, Desk, call_in_words
from okienko.core.office import Office
from okienko.links.voice import Shelf

_KEY = re.compile(r"(?P<language>[a-z]{2})-(?P<ticket>[^-]+)-(?P<desk>.+)")


class NotSaid(LookupError):
    """Nobody is called so in this office."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A call in a language: `text` as it is shown, `voiced` as a voice needs it."""

    language: str
    ticket: str
    label: str
    text: str
    voiced: str


def saying_of(office: Office, key: str) -> Saying:
    """The call that a key names: `pl-D012-4` is ticket D012 at the desk with id 4, in Polish. Raises NotSaid."""
    parts = _KEY.fullmatch(key)
    if parts is None or parts["language"] not in LANGUAGES or parts["desk"] not in office.desks:
        raise NotSaid(key)
    if not any(_is_ticket(parts["ticket"], series.prefix, series.last) for series in office.series.values()):
        raise NotSaid(key)
    language, ticket, desk = parts["language"], parts["ticket"], office.desks[parts["desk"]]
    named = Desk(desk.label, desk.kind)
    return Saying(language, ticket, desk.label, call_in_words(ticket, named, language=language),
                  call_in_words(ticket, named, language=language, for_voice=True))


def recording_of(office: Office, key: str, *, shelf: Shelf) -> Path:
    """The recording of a call: one that is kept, or one made now if the call stands in the hall.

    Raises NotSaid for any other sentence, so that nobody fills the folder; NoVoice where nothing can speak.
    """
    saying = saying_of(office, key)
    known = shelf.find(saying.voiced, language=saying.language)
    if known is not None:
        return known
    _, picture = picture_of(office.slug, PUBLIC)
    if not any(call["ticket"] == saying.ticket and call["desk"] == saying.label for call in picture["calls"].values()):
        raise NotSaid(key)
    return shelf.get(saying.voiced, language=saying.language)


def _is_ticket(ticket: str, prefix: str, last: int) -> bool:
    number = ticket.removeprefix(prefix)
    is_number = number.isascii() and number.isdecimal() and len(number) <= max(3, len(str(last)))
    return ticket.startswith(prefix) and is_number
