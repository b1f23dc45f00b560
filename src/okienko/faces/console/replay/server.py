"""A server of its own for one replay: a fresh database, the office applied, its clock open to the player."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from okienko.core.people.tokens import Claims, Signer
from okienko.core.people.who import PLAYER
from okienko.links.files import write_directory

HOST = "127.0.0.1"
START_SECONDS = 60.0
STOP_SECONDS = 10.0
TOKEN_SECONDS = 6 * 3600
OKIENKO = (sys.executable, "-c", "import sys; from okienko.faces.console import main; sys.exit(main())")


class NoServer(Exception):
    """The server of the replay could not be started."""


def player_token(secret: str, office: str) -> str:
    """A token by which the player is known to servers with this secret, for some hours."""
    claims = Claims(kind=PLAYER, id=0, office=office, roles=(), version=0, expires=int(time.time()) + TOKEN_SECONDS)
    return Signer.of(secret.encode()).sign(claims)


def own_token(office: str) -> str:
    """The same, by the secret of this installation."""
    from okienko.faces.console.database import ready

    ready()
    from django.conf import settings

    return player_token(settings.SECRET_KEY, office)


@contextmanager
def own_server(office: str, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Address and token of a server that lives as long as the replay; raises NoServer."""
    with tempfile.TemporaryDirectory(prefix="okienko-replay-") as folder:
        here = Path(folder)
        write_directory(here / "office", files)
        port, secret = _free_port(), secrets.token_urlsafe(32)
        environment = _environment(here, port=port, secret=secret)
        for words in (("upgrade",), ("apply", str(here / "office"))):
            _once(words, environment)
        with (here / "server.log").open("w+") as log:
            process = subprocess.Popen([*OKIENKO, "serve"], env=environment, stdout=log, stderr=log)
            try:
                _wait(process, port, log_file=here / "server.log")
                yield f"http://{HOST}:{port}", player_token(secret, office)
            finally:
                _stop(process)


def _environment(here: Path, *, port: int, secret: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{here / 'replay.sqlite3'}",
        "OKIENKO_VAR": str(here),
        "OKIENKO_HOST": HOST,
        "OKIENKO_PORT": str(port),
        "OKIENKO_SECRET": secret,
        "OKIENKO_REPLAY": "1",
        "OKIENKO_DEMO": "0",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _once(words: tuple[str, ...], environment: Mapping[str, str]) -> None:
    done = subprocess.run([*OKIENKO, *words], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoServer(f"okienko {words[0]}: {(done.stderr or done.stdout).strip()[-600:]}")


def _wait(process: subprocess.Popen[bytes], port: int, *, log_file: Path) -> None:
    """Until the hall answers; raises NoServer with the end of the server's log."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=2)
        try:
            connection.request("GET", "/live/health")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise NoServer(log_file.read_text(errors="replace").strip()[-600:] or "no answer")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
