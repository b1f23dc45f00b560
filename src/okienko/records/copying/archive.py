"""The file of a backup: a zip with its manifest at the end, readable only to its owner.

It is written under another name and gets its own when it is whole and on the
disk, so that a file of that name is never half a backup.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from okienko.records.copying.manifest import FORMAT, Manifest, Member

MANIFEST = "manifest.json"
PART = ".part"
CHUNK = 1 << 20
#: Most of the gain of level 6 for half of its time.
LEVEL = 3
MOST_MANIFEST = 64 << 20


class BrokenBackup(Exception):
    """The file is no whole backup: it was cut, changed, or is something else."""


class NoFolder(Exception):
    """The folder of the backup is not there; make it or mend the path: a backup elsewhere is found by nobody."""


class NewerBackup(Exception):
    """A newer version of the program made this backup; bring it back with that one."""


class Writing:
    """A backup that is being written; `scratch` is a free name beside it for what must lie there meanwhile."""

    def __init__(self, archive: ZipFile, *, scratch: Path) -> None:
        self._zip = archive
        self.scratch = scratch
        self._members: list[Member] = []

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Add a member; its length need not be known before."""
        digest, size = sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self._members.append(Member(name, size, digest.hexdigest()))

    def end(self, describe: Callable[[tuple[Member, ...]], Manifest]) -> Manifest:
        """Write the manifest, which makes the backup whole."""
        manifest = describe(tuple(self._members))
        self._zip.writestr(MANIFEST, manifest.to_json())
        return manifest


@contextmanager
def new_archive(path: Path) -> Iterator[Writing]:
    """Write a backup to `path`; raises FileExistsError, NoFolder, OSError when it cannot be written. Leaves no part."""
    part, scratch = path.with_name(path.name + PART), path.with_name(path.name + PART + ".database")
    if path.exists():
        raise FileExistsError(path)
    if not path.parent.is_dir():
        raise NoFolder(str(path.parent))
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
                yield Writing(archive, scratch=scratch)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        flush_folder(path.parent)
    finally:
        for left in (part, scratch):
            left.unlink(missing_ok=True)


class Archive:
    """A whole backup, open for reading."""

    def __init__(self, archive: ZipFile, *, manifest: Manifest) -> None:
        self._zip = archive
        self.manifest = manifest

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a member; raises BrokenBackup at its end when it is not what was written."""
        member = next((each for each in self.manifest.members if each.name == name), None)
        if member is None:
            raise BrokenBackup(name)
        digest = sha256()
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
                    yield chunk
        except (BadZipFile, zlib.error, EOFError, KeyError) as error:
            raise BrokenBackup(name) from error
        if digest.hexdigest() != member.sha256:
            raise BrokenBackup(name)

    def check(self) -> None:
        """Read all of it once; raises BrokenBackup."""
        for member in self.manifest.members:
            for _ in self.chunks(member.name):
                pass


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a backup; raises BrokenBackup, NewerBackup, and OSError when there is no such file."""
    with path.open("rb") as file:
        try:
            archive = ZipFile(file)
            if archive.getinfo(MANIFEST).file_size > MOST_MANIFEST:
                raise BrokenBackup(MANIFEST)
            text = archive.read(MANIFEST).decode()
        except (BadZipFile, zlib.error, EOFError, KeyError, UnicodeError, NotImplementedError) as error:
            raise BrokenBackup(path.name) from error
        yield Archive(archive, manifest=_manifest(text))


def _manifest(text: str) -> Manifest:
    try:
        manifest = Manifest.from_json(text)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenBackup(MANIFEST) from error
    if manifest.format > FORMAT:
        raise NewerBackup(manifest.version)
    return manifest


def flush_folder(folder: Path) -> None:
    """Let the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
