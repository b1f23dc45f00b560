"""A description as it is uploaded: a ZIP, or its files one by one; what cannot be taken is told, nothing is unpacked.

Nothing touches the disk. What a ZIP says of itself is not believed: each file is read up to a bound, and so is the
whole, so that a small archive cannot fill the memory.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from okienko.core.description.fault import Fault, fault
from okienko.links.files.directory import KEPT, MOST_BYTES, MOST_FILES, Directory

#: All files of a description together; the largest that comes with the program has a twelfth of it.
MOST_TOGETHER: Final = 2_000_000
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN: Final = "__MACOSX"  # what one system puts beside the files of each archive
_LOCKED: Final = 0x1
_NO_ARCHIVE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class _Refused(Exception):
    """An uploaded file cannot be taken."""

    def __init__(self, name: str, told: Fault) -> None:
        super().__init__(name)
        self.told = told.found_in(file=name, line=told.line)


def read_upload(parts: Iterable[tuple[str, bytes]]) -> Directory:
    """The files of a description from what was sent, each part with its name; never raises for what it holds."""
    files: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    faults: list[Fault] = []
    together = 0
    try:
        for name, content in _all_files(parts):
            together += len(content)
            if together > MOST_TOGETHER:
                raise _Refused(name, fault("too-much", (), most=MOST_TOGETHER))
            if name in files or name in unreadable:
                raise _Refused(name, fault("file-twice", ()))
            if len(files) + len(unreadable) >= MOST_FILES:
                raise _Refused(name, fault("too-many-files", (), most=MOST_FILES))
            if PurePosixPath(name).suffix not in KEPT:
                faults.append(fault("stray-file", ()).found_in(file=name, line=0))
            else:
                _keep(name, content, files=files, unreadable=unreadable, faults=faults)
    except _Refused as refused:
        faults.append(refused.told)
    if not faults and not any(name.endswith(".toml") for name in files):
        faults.append(fault("nothing-sent", ()))
    return Directory(dict(sorted(files.items())), tuple(faults), unreadable)


def _keep(name: str, content: bytes, *, files: dict[str, str], unreadable: dict[str, str], faults: list[Fault]) -> None:
    try:
        files[name] = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(fault("not-utf8", ()).found_in(file=name, line=line))
        unreadable[name] = content.decode("utf-8", errors="replace")


def _all_files(parts: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, content in parts:
        if content.startswith(_ZIP) or name.lower().endswith(".zip"):
            yield from _unpacked(name, content)
        else:
            yield _safe(name), _bounded(name, content)


def _unpacked(archive: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in an archive, without the one folder in which all of them may lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            inside = [each for each in packed.infolist() if not each.is_dir() and not _is_hidden(each.filename)]
            if len(inside) > MOST_FILES:
                raise _Refused(archive, fault("too-many-files", (), most=MOST_FILES))
            names = _without_folder([_safe(each.filename) for each in inside])
            for each, name in zip(inside, names, strict=True):
                yield name, _unpack(packed, each, name)
    except _NO_ARCHIVE:
        raise _Refused(archive, fault("not-zip", ())) from None


def _unpack(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _Refused(name, fault("link-outside", ()))
    if entry.flag_bits & _LOCKED:
        raise _Refused(name, fault("zip-locked", ()))
    with packed.open(entry) as file:
        return _bounded(name, file.read(MOST_BYTES + 1))


def _bounded(name: str, content: bytes) -> bytes:
    if len(content) > MOST_BYTES:
        raise _Refused(name, fault("too-big", (), size=f"≥ {len(content)}", most=MOST_BYTES))
    return content


def _safe(name: str) -> str:
    """The path as it is kept; one that leads out of the description is refused."""
    path = PurePosixPath(name)
    leads_out = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not name.isprintable()
    if leads_out or not path.parts or len(name) > 200:
        raise _Refused(name[:200], fault("unsafe-path", ()))
    return path.as_posix()


def _is_hidden(name: str) -> bool:
    """As in a directory: hidden files are left alone; a way up is not hidden, it is refused."""
    parts = PurePosixPath(name).parts
    return _FOREIGN in parts[:1] or any(part.startswith(".") and part != ".." for part in parts)


def _without_folder(names: list[str]) -> list[str]:
    """Whoever packs a folder packs its name too, which is no part of the description."""
    folders = {PurePosixPath(name).parts[0] for name in names}
    if len(folders) != 1 or any(len(PurePosixPath(name).parts) == 1 for name in names):
        return names
    return ["/".join(PurePosixPath(name).parts[1:]) for name in names]
