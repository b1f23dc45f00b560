"""What this machine is like: room on its disks, its clock, its limits, who may read a file."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
from dataclasses import dataclass
from pathlib import Path

#: Kinds of file systems on which several machines share files: SQLite's locks and its WAL do not hold there.
SHARED = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs",
                    "fuse.glusterfs", "lustre", "ocfs2", "gfs2", "vboxsf", "virtiofs", "davfs", "fuse.davfs2"})
#: As good as no limit.
ENDLESS = 1 << 30
MOUNTS = Path("/proc/self/mountinfo")
#: STA_UNSYNC of <sys/timex.h>, and a size that no system's `struct timex` exceeds.
_UNSYNCHRONISED, _TIMEX_BYTES = 0x0040, 512
#: Where `status` stands in `struct timex`: after `modes`, padded to a long, and four longs.
_STATUS_AT = ctypes.sizeof(ctypes.c_long) * 5


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of a file system: free for this user, and all."""

    free: int
    total: int


def room_at(path: Path) -> Room:
    """The room where a file is or would be; raises OSError."""
    usage = shutil.disk_usage(_nearest(path))
    return Room(usage.free, usage.total)


def shared_file_system(path: Path, *, mounts: Path = MOUNTS) -> str | None:
    """The kind of the file system under a path when several machines share it, else None."""
    try:
        lines = mounts.read_text().splitlines()
    except OSError:
        return None
    place, best, kind = str(_nearest(path).resolve()), "", ""
    for line in lines:
        mount, _, source = line.partition(" - ")
        point = mount.split()[4].encode().decode("unicode_escape")
        holds = place == point or place.startswith(point.rstrip("/") + "/")
        if holds and len(point) >= len(best):
            best, kind = point, source.split()[0]
    return kind if kind in SHARED else None


def is_clock_kept() -> bool | None:
    """Does anything keep the clock in step with the time of the world? None where the system does not say."""
    try:
        ask = ctypes.CDLL(None, use_errno=True).adjtimex
    except (OSError, AttributeError):
        return None
    answer = ctypes.create_string_buffer(_TIMEX_BYTES)
    if ask(answer) < 0:
        return None
    status = ctypes.c_int.from_buffer(answer, _STATUS_AT).value
    return not status & _UNSYNCHRONISED


def most_open_files() -> int:
    """How many files a process like this one may open when it asks for as many as it may."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return ENDLESS if hard == resource.RLIM_INFINITY else hard


def ask_for_files(wanted: int) -> None:
    """Let this process open so many files, or as many as it may; it never gets fewer than it had."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = min(wanted, most_open_files())
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def others_may_read(path: Path) -> bool:
    """May users beside the owner and the group read the file?"""
    return bool(path.stat().st_mode & 0o004)


def may_write(path: Path) -> bool:
    """May this process write to the file, or make it?"""
    return os.access(path if path.exists() else _nearest(path.parent), os.W_OK)


def _nearest(path: Path) -> Path:
    """The path itself, or the first folder above that is there."""
    return next(each for each in (path, *path.absolute().parents) if each.exists())
