"""Reading plain tables into frozen dataclasses, collecting every fault on the way.

A value that cannot be read is replaced by a neutral one, so that the thing it belongs to stays known: a desk
with a misspelt key is still a desk, and nobody is told twice about the same mistake.
"""

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints
from unicodedata import category

from okienko.core.description.fault import Fault, Place, fault
from okienko.core.description.fields import NO_RULES, Rules, key_of, rules_of


class Unreadable(ValueError):
    """The text is not written in the form that is expected here."""


class _Bad:
    """A value that could not be read; its fault is already told."""


BAD: Final = _Bad()

# The fault to tell when a value is not of the type.
TYPE_FAULTS: Final = {
    str: "not-text",
    int: "not-whole",
    float: "not-number",
    bool: "not-bool",
    date: "not-date",
}

# No number of an office is larger, and arithmetic with larger ones ends in surprises.
HUGE: Final = 10**9


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that must be an id of one of the sections."""

    place: Place
    sections: tuple[str, ...]
    value: str


@lru_cache(maxsize=256)
def hints(kind: type) -> dict[str, Any]:
    """The types of the fields of a dataclass."""
    return get_type_hints(kind)


def closest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or an empty text."""
    by_lower = {other.lower(): other for other in known}
    found = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""


# Kinds of characters that nobody writes and a screen cannot be trusted with: controls, changes of direction.
UNWRITTEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
WRITTEN: Final = "\n\t\u00ad\u200c\u200d"  # lines, soft hyphens, joiners


def unwritten(text: str) -> str:
    """The first character that belongs in no text, as "U+202E"; an empty text when there is none."""
    for character in text:
        if not character.isprintable() and character not in WRITTEN and category(character) in UNWRITTEN:
            return f"U+{ord(character):04X}"
    return ""


class Reader:
    """Reads tables; afterwards `faults` and `references` hold what was met."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.references: list[Reference] = []
        self.broken: set[Place] = set()

    def thing(self, kind: Any, raw: object, *, place: Place, given: Mapping[str, object] | None = None) -> Any:
        """One dataclass from a table; never fails, tells faults instead."""
        if not isinstance(raw, Mapping):
            self._tell("not-table", place, value=_shown(raw))
            return replace(neutral(kind), **(given or {}))
        given = given or {}
        values: dict[str, object] = {}
        self._unknown_keys(kind, raw, place)
        for one in fields(kind):
            rules = rules_of(one)
            if rules.given:
                if one.name in given:
                    values[one.name] = given[one.name]
                continue
            values[one.name] = self._field(one, hints(kind)[one.name], raw, place)
        return kind(**values)

    def _field(self, one: "Field[Any]", kind: Any, raw: Mapping[str, object], place: Place) -> object:
        key, rules = key_of(one), rules_of(one)
        if key not in raw:
            if one.default is not MISSING:
                return one.default
            if one.default_factory is not MISSING:
                return one.default_factory()
            self._tell("missing-key", place, key=key)
            self.broken.add((*place, key))
            return neutral(kind)
        value = self.value(kind, raw[key], place=(*place, key), rules=rules)
        if value is BAD:
            self.broken.add((*place, key))
            return neutral(kind)
        return value

    def value(self, kind: Any, raw: object, *, place: Place, rules: Rules = NO_RULES) -> Any:
        """One value of the given type, or BAD after the fault was told."""
        origin = get_origin(kind)
        if origin in (Union, UnionType):
            (kind,) = (each for each in get_args(kind) if each is not NoneType)
            return self.value(kind, raw, place=place, rules=rules)
        if origin is Literal:
            return self._choice(get_args(kind), raw, place)
        if origin is tuple:
            return self._list(get_args(kind)[0], raw, place, rules)
        if origin is not None and issubclass(origin, Mapping):
            return self._section(get_args(kind), raw, place, rules)
        if is_dataclass(kind):
            return self._nested(kind, raw, place)
        return self._plain(kind, raw, place, rules)

    def _plain(self, kind: Any, raw: object, place: Place, rules: Rules) -> Any:
        if not _is(kind, raw):
            return self._tell(TYPE_FAULTS[kind], place, value=_shown(raw))
        if isinstance(raw, str):
            return self._text(raw, place, rules)
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            if abs(raw) > HUGE:
                return self._tell("too-large", place, value=_shown(raw), most=HUGE)
            if math.isnan(raw):
                return self._tell(TYPE_FAULTS[kind], place, value=_shown(raw))
            return self._bounded(kind(raw), place, rules)
        return raw

    def _text(self, raw: str, place: Place, rules: Rules) -> Any:
        if not raw.strip() and not rules.blank:
            return self._tell("empty-text", place)
        if strange := unwritten(raw):
            self._tell("unwritten-character", place, character=strange)
        if rules.refers and raw != rules.also:
            self.references.append(Reference(place, rules.refers, raw))
        return raw

    def _bounded(self, number: float, place: Place, rules: Rules) -> Any:
        if rules.least is not None and number < rules.least:
            return self._tell(rules.fault or "too-small", place, value=number, least=rules.least)
        if rules.most is not None and number > rules.most:
            return self._tell(rules.fault or "too-large", place, value=number, most=rules.most)
        return number

    def _choice(self, choices: tuple[Any, ...], raw: object, place: Place) -> Any:
        if raw in choices and isinstance(raw, str):
            return raw
        hint = closest(raw, choices) if isinstance(raw, str) else ""
        if hint:
            return self._tell("unknown-choice-hint", place, value=raw, hint=hint, choices=choices)
        return self._tell("unknown-choice", place, value=_shown(raw), choices=choices)

    def _list(self, kind: Any, raw: object, place: Place, rules: Rules) -> Any:
        if not isinstance(raw, list | tuple):
            return self._tell("not-list", place, value=_shown(raw))
        read = [self.value(kind, item, place=(*place, at), rules=rules) for at, item in enumerate(raw)]
        for at, item in enumerate(read):
            if item is not BAD and isinstance(item, str) and item in read[:at]:
                self._tell("listed-twice", (*place, at), value=item)
        return tuple(item for item in read if item is not BAD)

    def _nested(self, kind: Any, raw: object, place: Place) -> Any:
        from_text = getattr(kind, "from_text", None)
        if from_text is None or (isinstance(raw, Mapping) and not getattr(kind, "only_text", False)):
            return self.thing(kind, raw, place=place)
        if not isinstance(raw, str):
            return self._tell("unreadable-text", place, value=_shown(raw), example=kind.example)
        try:
            made = from_text(raw)
        except Unreadable:
            return self._tell("unreadable-text", place, value=raw, example=kind.example)
        for one in fields(kind):
            rules = rules_of(one)
            if rules.refers:
                self.references.append(Reference(place, rules.refers, getattr(made, one.name)))
        return made

    def _section(self, kinds: tuple[Any, ...], raw: object, place: Place, rules: Rules) -> Any:
        if not isinstance(raw, Mapping):
            return self._tell("not-table", place, value=_shown(raw))
        read: dict[object, object] = {}
        for key, item in raw.items():
            made_key = self._key(kinds[0], key, (*place, key), rules)
            made = BAD if made_key is BAD else self._item(kinds[1], key, item, (*place, key))
            if made is BAD:
                self.broken.add((*place, key))
            else:
                read[made_key] = made
        return MappingProxyType(read)

    def _item(self, kind: Any, key: str, raw: object, place: Place) -> Any:
        if is_dataclass(kind) and "id" in kind.__dataclass_fields__:
            return self.thing(kind, raw, place=place, given={"id": key})
        return self.value(kind, raw, place=place)

    def _key(self, kind: Any, key: str, place: Place, rules: Rules) -> Any:
        if kind is str:
            if rules.refers:
                self.references.append(Reference(place, rules.refers, key))
            elif not rules.ids.fullmatch(key):
                return self._tell("bad-id", place, value=key)
            return key
        try:
            return date.fromisoformat(key) if kind is date else kind.from_text(key)
        except ValueError:
            example = "2026-01-31" if kind is date else kind.example
            return self._tell("unreadable-key", place, value=key, example=example)

    def _unknown_keys(self, kind: Any, raw: Mapping[str, object], place: Place) -> None:
        known = [key_of(one) for one in fields(kind) if not rules_of(one).given]
        for key in raw:
            if key in known:
                continue
            if key in getattr(kind, "gone", ()):
                self._tell("key-gone", (*place, key), key=key)
                continue
            hint = closest(key, [word for word in known if word not in raw]) or closest(key, known)
            if hint:
                self._tell("unknown-key-hint", (*place, key), key=key, hint=hint)
            else:
                self._tell("unknown-key", (*place, key), key=key, known=known)

    def _tell(self, code: str, place: Place, **params: object) -> _Bad:
        self.faults.append(fault(code, place, **params))
        return BAD


def neutral(kind: Any) -> Any:
    """A harmless value that stands in for one that could not be read."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None
    if origin is Literal:
        return get_args(kind)[0]
    if origin is tuple:
        return ()
    if origin is not None:
        return MappingProxyType({})
    if is_dataclass(kind):
        return _neutral_thing(kind)
    return {str: "", int: 1, float: 1.0, bool: False, date: date(2000, 1, 1)}[kind]


def _neutral_thing(kind: Any) -> Any:
    asked = (one for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING)
    return kind(**{one.name: neutral(hints(kind)[one.name]) for one in asked})


def _is(kind: Any, raw: object) -> bool:
    if isinstance(raw, bool | datetime):
        return kind is bool and isinstance(raw, bool)
    return isinstance(raw, int | float if kind is float else kind)


def _shown(raw: object) -> str:
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, int) and abs(raw) > HUGE:
        return f"{float(min(abs(raw), 10**300)):.0e}"
    text = repr(raw) if isinstance(raw, str | list) else str(raw)
    return text if len(text) <= 60 else text[:57] + "…"
