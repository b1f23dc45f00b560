"""What a change of the description touches: things added, removed and changed, and what follows from it.

Both sides are whole offices, so the plan says the same whether one line was edited or every file was split
anew. A consequence is a code with parameters; the English sentences stand in CONSEQUENCES and are translated
by a face.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from okienko.core.description.fields import key_of
from okienko.core.office.consequences import Consequence, Touched, follow
from okienko.core.office.office import Office

Action = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value before and after, as text; empty = not there. `name` is a path inside the thing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `kind` is its section; `id` is empty for a section that is one thing."""

    action: Action
    kind: str
    id: str
    fields: tuple[FieldChange, ...] = ()
    consequences: tuple[Consequence, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All differences, in the order of the sections and of the files."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def count(self, action: Action) -> int:
        """How many things are added, removed or changed."""
        return sum(change.action == action for change in self.changes)


NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


def plan(before: Office | None, after: Office) -> Plan:
    """What becomes different; `before` is None when nothing has been applied yet."""
    return Plan(tuple(_changes(before, after)))


def _changes(before: Office | None, after: Office) -> Iterator[Change]:
    for one in fields(Office):
        kind = key_of(one)
        old = getattr(before, one.name) if before is not None else _unwritten(one)
        yield from _section(kind, old, getattr(after, one.name), before, after)


def _unwritten(section: "Field[Any]") -> object:
    """What a section is when no file has it: nothing, or its own default."""
    return section.default_factory() if section.default_factory is not MISSING else None


def _section(kind: str, old: object, new: object, before: Office | None, after: Office) -> Iterator[Change]:
    if not isinstance(new, Mapping):
        yield from _thing(kind, "", old, new, before, after)
        return
    olds: Mapping[str, object] = old if isinstance(old, Mapping) else NOTHING
    for each in (*new, *(id for id in olds if id not in new)):
        yield from _thing(kind, each, olds.get(each), new.get(each), before, after)


def _thing(kind: str, id: str, old: object, new: object, before: Office | None, after: Office) -> Iterator[Change]:
    if old == new:
        return
    action: Action = "added" if old is None or before is None else "removed" if new is None else "changed"
    told = tuple(_differences(old, new)) if action == "changed" else ()
    follows = tuple(follow(action, kind, Touched(id, before, after))) if before is not None else ()
    yield Change(action, kind, id, told, follows)


def _differences(old: object, new: object) -> Iterator[FieldChange]:
    olds, news = dict(_flat(old)), dict(_flat(new))
    for name in (*news, *(name for name in olds if name not in news)):
        if olds.get(name, "") != news.get(name, ""):
            yield FieldChange(name, olds.get(name, ""), news.get(name, ""))


def _flat(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every plain value inside a thing, with its path."""
    if is_dataclass(value) and not isinstance(value, type) and "__str__" not in type(value).__dict__:
        for one in fields(value):
            if one.name not in ("id", "holidays"):
                yield from _flat(getattr(value, one.name), f"{name}.{key_of(one)}" if name else key_of(one))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _flat(each, f"{name}.{key}" if name else str(key))
    elif isinstance(value, tuple):
        yield name, ", ".join(_shown(each) for each in value)
    elif value is not None:
        yield name, _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if is_dataclass(value) and "__str__" not in type(value).__dict__:
        return " ".join(text for _, text in _flat(value))
    return str(value)
