"""The description of an office as files: a directory of TOML in, the same bytes out.

The directory may be split as its city likes: the tables of all files are laid together, and the same key in two files
is a fault. `.toml` files carry the description; `.md` files may lie beside them and are kept with it. Hidden files are
left alone.
"""

import hashlib
import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from okienko.core.description.fault import Fault, Place, fault
from okienko.links.places import lines_of

MOST_BYTES: Final = 1_000_000
MOST_FILES: Final = 500
KEPT: Final = (".toml", ".md")
_LINE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


class UnsafePath(ValueError):
    """A stored file has a path that leads out of its directory."""


class DirectoryNotEmpty(ValueError):
    """The directory already holds files; nothing was written."""


@dataclass(frozen=True, slots=True)
class Directory:
    """What was read: path inside the directory → text, in order of the paths; and what could not be read."""

    files: Mapping[str, str]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """The tables of all files laid together, where each place stands, and the faults met."""

    tables: Mapping[str, Any]
    where: Mapping[Place, tuple[str, int]]
    faults: tuple[Fault, ...]

    def locate(self, one: Fault) -> Fault:
        """The fault with the file and line of its place, or of the nearest place around it that is written."""
        if one.file:
            return one
        for end in range(len(one.place), 0, -1):
            if one.place[:end] in self.where:
                file, line = self.where[one.place[:end]]
                return one.found_in(file=file, line=line)
        return one


def read_directory(path: Path) -> Directory:
    """The files of a description; never raises for what lies in the directory, tells faults instead."""
    if not path.is_dir():
        return Directory({}, (fault("no-directory", ()).found_in(file=str(path), line=0),))
    files: dict[str, str] = {}
    faults: list[Fault] = []
    root = path.resolve()
    for name, file in _found(path):
        if len(files) >= MOST_FILES:
            faults.append(fault("too-many-files", (), most=MOST_FILES).found_in(file=name, line=0))
            break
        text = _read(file, root=root)
        if isinstance(text, Fault):
            faults.append(text.found_in(file=name, line=text.line))
        else:
            files[name] = text
    if not faults and not any(name.endswith(".toml") for name in files):
        faults.append(fault("no-files", ()).found_in(file=str(path), line=0))
    return Directory(files, tuple(faults))


def parse(files: Mapping[str, str]) -> Description:
    """Lay the tables of all files together."""
    tables: dict[str, Any] = {}
    where: dict[Place, tuple[str, int]] = {}
    faults: list[Fault] = []
    for name, text in files.items():
        if not name.endswith(".toml"):
            continue
        try:
            table = tomllib.loads(text)
            lines = lines_of(text)
        except tomllib.TOMLDecodeError as error:
            faults.append(_not_toml(str(error), name, text))
            continue
        except RecursionError:
            faults.append(fault("too-deep", ()).found_in(file=name, line=1))
            continue
        for place, line in lines.items():
            where.setdefault(place, (name, line))
        faults.extend(_lay(tables, table, (), name=name, lines=lines, where=where))
    return Description(tables, where, tuple(faults))


def content_hash(files: Mapping[str, str]) -> str:
    """SHA-256 over paths and texts, independent of the order in which they were read; 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name].encode()):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def write_directory(path: Path, files: Mapping[str, str]) -> None:
    """Write files back byte for byte into a new or empty directory.

    Raises DirectoryNotEmpty, UnsafePath, OSError. Each file appears whole or not at all.
    """
    for name in files:
        _refuse_unsafe(name)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise DirectoryNotEmpty(str(path))
    for name, text in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".okienko-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
        os.chmod(draft, 0o644)
        os.replace(draft, target)


def _found(path: Path) -> Iterator[tuple[str, Path]]:
    """Every file that is not hidden, in order, with its path inside the directory."""
    for folder, folders, names in os.walk(path):
        here = Path(folder)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        for name in sorted((*names, *linked)):
            if not name.startswith("."):
                yield (here / name).relative_to(path).as_posix(), here / name


def _read(file: Path, *, root: Path) -> str | Fault:
    if file.is_symlink() and (file.is_dir() or not file.resolve().is_relative_to(root)):
        return fault("link-outside", ())
    if file.suffix not in KEPT or not file.is_file():
        return fault("stray-file", ())
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            return fault("too-big", (), size=size, most=MOST_BYTES)
        content = file.read_bytes()
    except OSError as error:
        return fault("unreadable-file", (), reason=error.strerror or type(error).__name__)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return fault("not-utf8", ()).found_in(file="", line=line)


def _not_toml(message: str, name: str, text: str) -> Fault:
    match = _LINE.search(message)
    line = int(match[1]) if match and match[1] else text.count("\n") + 1
    return fault("not-toml", (), reason=_LINE.sub("", message)).found_in(file=name, line=line)


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


def _refuse_unsafe(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or path.suffix not in KEPT:
        raise UnsafePath(name)
