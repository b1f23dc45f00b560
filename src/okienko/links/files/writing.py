"""The files of a description written back, and the hash by which they are known."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from okienko.links.files.directory import KEPT


class UnsafePath(ValueError):
    """A stored file has a path that leads out of its directory."""


class DirectoryNotEmpty(ValueError):
    """The directory already holds files; nothing was written."""


def content_hash(files: Mapping[str, str]) -> str:
    """SHA-256 over paths and texts, whatever the order they were read in; 64 hexadecimal digits."""
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
        Path(draft).chmod(0o644)
        Path(draft).replace(target)


def _refuse_unsafe(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or path.suffix not in KEPT:
        raise UnsafePath(name)
