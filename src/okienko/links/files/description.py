"""The tables of several TOML texts laid together, and where each of their places is written."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from okienko.core.description.fault import Fault, Place, fault
from okienko.links.files.lines import lines_of

#: Some editors write it before UTF-8; it belongs to the file and says nothing.
BYTE_ORDER_MARK = "\ufeff"
_TWICE = re.compile(r"Cannot overwrite|Cannot declare|Duplicate inline|Cannot mutate|Cannot redefine")
_KEY = re.compile(r"\s*(?:\[\[?)?([^#=\]]+?)\s*(?:=|\])")
_HEADER = re.compile(r"(?:^|\r)\s*\[\[?\s*\"?([A-Za-z_]+)", re.MULTILINE)
_ENDLESS = re.compile(r"[0-9_]{4301}")
_LINE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


@dataclass(frozen=True, slots=True)
class Description:
    """The tables of all files laid together, where each place stands, and the faults met."""

    tables: Mapping[str, Any]
    where: Mapping[Place, tuple[str, int]]
    faults: tuple[Fault, ...]
    unread: frozenset[str] = frozenset()  # sections that stand in a file which could not be read

    def locate(self, one: Fault) -> Fault:
        """The fault with the file and line of its place, or of the nearest written place around it."""
        if one.file:
            return one
        for end in range(len(one.place), 0, -1):
            if one.place[:end] in self.where:
                file, line = self.where[one.place[:end]]
                return one.found_in(file=file, line=line)
        return one


def parse(
    files: Mapping[str, str], *, unreadable: Mapping[str, str] = MappingProxyType({}), with_lines: bool = True
) -> Description:
    """Lay the tables of all files together.

    `unreadable` holds what could be made out of files that are no proper text: only headers are looked at. Where
    each place stands is sought `with_lines` only: it takes as long as the reading, and serves to locate faults.
    """
    tables: dict[str, Any] = {}
    where: dict[Place, tuple[str, int]] = {}
    faults: list[Fault] = []
    unread = {section for text in unreadable.values() for section in _HEADER.findall(text)}
    for name, text in files.items():
        if not name.endswith(".toml"):
            continue
        try:
            plain = text.removeprefix(BYTE_ORDER_MARK)
            table = tomllib.loads(plain)
            lines = lines_of(plain) if with_lines else {}
        except ValueError as error:  # TOMLDecodeError, or a number of thousands of digits
            faults.append(_not_toml(str(error), name, text))
            unread.update(_HEADER.findall(text))
            continue
        except RecursionError:
            faults.append(fault("too-deep", ()).found_in(file=name, line=1))
            unread.update(_HEADER.findall(text))
            continue
        for place, line in lines.items():
            where.setdefault(place, (name, line))
        twice = list(_lay(tables, table, (), name=name, lines=lines, where=where))
        faults.extend(twice)
        unread.update(str(each.place[0]) for each in twice if each.place)
    return Description(tables, where, tuple(faults), frozenset(unread))


def _not_toml(message: str, name: str, text: str) -> Fault:
    if endless := _ENDLESS.search(text):
        return fault("endless-number", ()).found_in(file=name, line=text.count("\n", 0, endless.start()) + 1)
    match = _LINE.search(message)
    line = int(match[1]) if match and match[1] else text.count("\n") + 1
    if bare := _bare_key(text.splitlines()[line - 1 : line]):
        return fault("key-needs-quotes", (), key=bare).found_in(file=name, line=line)
    if _TWICE.search(message):
        return fault("duplicate-key", ()).found_in(file=name, line=line)
    return fault("not-toml", (), reason=_LINE.sub("", message)).found_in(file=name, line=line)


def _bare_key(lines: list[str]) -> str:
    """The part of a key on this line that stands bare and must not; an empty text when that is not what is wrong."""
    keys = [match[1] for line in lines if (match := _KEY.match(line))]
    bare = (part.strip() for key in keys if not {"'", '"'} & set(key) for part in key.split("."))
    return next((part for part in bare if not part.isascii()), "")


def _lay(
    into: dict[str, Any],
    table: Mapping[str, Any],
    place: Place,
    *,
    name: str,
    lines: Mapping[Place, int],
    where: Mapping[Place, tuple[str, int]],
) -> Iterator[Fault]:
    """Add the keys of one file; a key that another file has given is a fault, unless both are tables."""
    for key, value in table.items():
        here = (*place, key)
        if key not in into:
            into[key] = dict(value) if isinstance(value, dict) else value
        elif isinstance(into[key], dict) and isinstance(value, dict) and len(here) == 1:
            yield from _lay(into[key], value, here, name=name, lines=lines, where=where)
        else:
            other, line = where.get(here, ("", 0))
            twice = fault("given-twice", here, key=key, other=f"{other}:{line}")
            yield twice.found_in(file=name, line=lines.get(here, 0))
