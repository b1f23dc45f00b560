"""What the program asks of its machine: file systems, room, limits, who may read."""

import subprocess
import sys
from pathlib import Path

import pytest

from okienko.links import machine

MOUNTS = """22 1 0:20 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:30 / /srv rw shared:2 - nfs4 server:/export rw
31 30 0:31 / /srv/local\\040disk rw - xfs /dev/sdb1 rw
32 22 0:32 / /mnt rw - fuse.sshfs host: rw
"""


@pytest.mark.parametrize(("place", "kind"), [
    ("/var/lib/none/okienko.sqlite3", None),
    ("/srv/none/okienko.sqlite3", "nfs4"),
    ("/srvx/okienko.sqlite3", None),
    ("/mnt/okienko.sqlite3", "fuse.sshfs"),
])
def test_a_file_system_of_the_network_is_known(tmp_path, monkeypatch, place, kind):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    monkeypatch.setattr(machine, "_nearest", Path)
    assert machine.shared_file_system(Path(place), mounts=mounts) == kind
    assert machine.shared_file_system(Path("/srv/local disk/a"), mounts=mounts) is None
    assert machine.shared_file_system(Path(place), mounts=tmp_path / "none") is None


def test_room_is_that_of_the_nearest_folder(tmp_path):
    room = machine.room_at(tmp_path / "not" / "there")
    assert 0 < room.free <= room.total


def test_the_clock_is_kept_or_not_or_nobody_knows():
    assert machine.is_clock_kept() in (True, False, None)


def test_who_may_read_a_file(tmp_path):
    file = tmp_path / "secret"
    file.write_text("")
    for mode, may in ((0o600, False), (0o640, False), (0o644, True)):
        file.chmod(mode)
        assert machine.others_may_read(file) is may
    assert machine.may_write(file)
    assert machine.may_write(tmp_path / "new")


def test_a_process_gets_the_files_that_it_asks_for_up_to_its_limit():
    program = ("import resource; from okienko.links.machine import ask_for_files, most_open_files\n"
               "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 200)); ask_for_files(50)\n"
               "few = resource.getrlimit(resource.RLIMIT_NOFILE); ask_for_files(10_000)\n"
               "print(few, resource.getrlimit(resource.RLIMIT_NOFILE), most_open_files())")
    source = Path(machine.__file__).parents[2]
    paths = {"PYTHONPATH": str(source)}
    done = subprocess.run([sys.executable, "-c", program], env=paths, capture_output=True, text=True)
    assert done.stdout.strip() == "(64, 200) (200, 200) 200", done.stderr
