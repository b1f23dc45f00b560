"""What is wrong with a body that fits no command: which field, and what was expected there.

The reader of bodies says so in a sentence of its own, in English; here it becomes the refusal that
the faces translate. A sentence that is not known is still a refusal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from okienko.core.hall.refusals import (
    FieldMissing,
    FieldUnknown,
    Malformed,
    MalformedField,
    NotAList,
    NotAMoment,
    NotOneOf,
    NotText,
    NotWhole,
    NotYesOrNo,
)

#: The bounds of what a body may hold: characters of a text, entries of a list, and the largest number.
LONGEST_TEXT, LONGEST_LIST, LARGEST = 300, 20, 2**31 - 1
_SENTENCE = re.compile(r"(?P<what>.*?)(?: - at `(?:key in )?\$(?P<path>[^`]*)`)?", re.DOTALL)
_NAMED = re.compile(r"Object (?P<how>missing required|contains unknown) field `(?P<field>[^`]*)`")
_BOUND = re.compile(r"(?P<sign>[<>]=) (?P<bound>\d+)")
_KINDS: tuple[tuple[str, Callable[[str, str], MalformedField]], ...] = (
    ("Expected `int", lambda field, what: _whole(field, what)),
    ("Expected `str", lambda field, _: NotText(field, most=LONGEST_TEXT)),
    ("Expected `array", lambda field, _: NotAList(field, least=0, most=LONGEST_LIST)),
    ("Expected `bool", lambda field, _: NotYesOrNo(field)),
    ("Expected `datetime", lambda field, _: NotAMoment(field)),
    ("Invalid RFC3339", lambda field, _: NotAMoment(field)),
)


def fault_of(sentence: str, *, verbs: Collection[str] = ()) -> Malformed:
    """The refusal for what a reader of bodies (msgspec) says; `verbs` are what `do` may be."""
    parts = _SENTENCE.fullmatch(sentence)
    what, path = (parts["what"], parts["path"] or "") if parts else (sentence, "")
    if named := _NAMED.match(what):
        return (FieldMissing if named["how"].startswith("missing") else FieldUnknown)(named["field"])
    field = path.strip(".").split(".")[0].split("[")[0]
    if field == "do" and verbs:
        return NotOneOf(field, expected=", ".join(sorted(verbs)))
    for begin, fault in _KINDS:
        if field and what.startswith(begin):
            return fault(field, what)
    return MalformedField(field or "{}")


def _whole(field: str, what: str) -> NotWhole:
    bounds = {">=": 0, "<=": LARGEST} | {found["sign"]: int(found["bound"]) for found in _BOUND.finditer(what)}
    return NotWhole(field, least=bounds[">="], most=bounds["<="])
