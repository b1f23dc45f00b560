"""Reading the files of a description, and telling what cannot be read."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from okienko.core.description.fault import Fault, fault

MOST_BYTES: Final = 1_000_000
MOST_FILES: Final = 500
KEPT: Final = (".toml", ".md")


@dataclass(frozen=True, slots=True)
class Directory:
    """What was read: path inside the directory → text, in order of the paths; and what could not be read."""

    files: Mapping[str, str]
    faults: tuple[Fault, ...]
    unreadable: Mapping[str, str] = field(default_factory=dict)  # files that are no UTF-8, as far as they can be read


def read_directory(path: Path) -> Directory:
    """The files of a description; never raises for what lies in the directory, tells faults instead."""
    if not path.is_dir():
        return Directory({}, (fault("no-directory", ()).found_in(file=str(path), line=0),))
    files: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    faults: list[Fault] = []
    root = path.resolve()
    for name, file in _found(path):
        if len(files) >= MOST_FILES:
            faults.append(fault("too-many-files", (), most=MOST_FILES).found_in(file=name, line=0))
            break
        text = _read(file, root=root)
        if isinstance(text, Fault):
            faults.append(text.found_in(file=name, line=text.line))
            if text.code == "not-utf8":
                unreadable[name] = file.read_bytes().decode("utf-8", errors="replace")
        else:
            files[name] = text
    if not faults and not any(name.endswith(".toml") for name in files):
        faults.append(fault("no-files", ()).found_in(file=str(path), line=0))
    return Directory(files, tuple(faults), unreadable)


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
