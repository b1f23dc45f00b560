"""Nodes in processes of their own: started, killed, and held to what they acknowledged."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from okienko.actions.verify import verify
from okienko.records.journal.stores import open_store

ROOT = Path(__file__).parents[3]


class Node:
    """A node at work in its own process; what it says goes to files, so that nothing of it is lost with it."""

    def __init__(self, url: str, *, seed: int, commands: int | str) -> None:
        environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        self._output, self._errors = _nameless(), _nameless()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.actions.keeper.node", url, str(seed), str(commands)],
            stdout=self._output, stderr=self._errors, env=environment, cwd=ROOT)

    def kill_after(self, *, answers: int, seconds: float) -> list[dict]:
        """Wait for so many answers and a moment more, kill it hard, and give all that it had acknowledged."""
        while len(said(self._read(self._output))) < answers:
            assert self.process.poll() is None, self._read(self._errors)
            time.sleep(0.01)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)
        return self._end()[0]

    def finish(self, *, seconds: float) -> tuple[list[dict], str]:
        """Let it come to its end; what it said, and its errors."""
        assert self.process.wait(seconds) == 0, self._read(self._errors)
        return self._end()

    def _end(self) -> tuple[list[dict], str]:
        found = said(self._read(self._output)), self._read(self._errors)
        os.close(self._output)
        os.close(self._errors)
        return found

    @staticmethod
    def _read(file: int) -> str:
        return os.pread(file, os.fstat(file).st_size, 0).decode()


def _nameless() -> int:
    """A file without a name, that goes when it is closed."""
    file, path = tempfile.mkstemp()
    Path(path).unlink()
    return file


def said(output: str) -> list[dict]:
    """What a node said; its last line may be cut off."""
    whole = output[: output.rfind("\n") + 1]
    return [json.loads(line) for line in whole.splitlines()]


def hold(url: str, answers: list[dict]) -> None:
    """The journal is whole, and everything that was acknowledged is in it, as it was acknowledged."""
    store = open_store(url)
    try:
        assert list(verify(store)) == []
        ids = store.offices()
        assert [answer for answer in answers if "failed" in answer] == []
        lines = {(office, line.seq): line for office, number in ids.items()
                 for line in store.entries_after(number, stream="hall", seq=0, limit=100_000)}
        keyed = {(office, line.key): seq for (office, seq), line in lines.items() if line.key}
        for answer in answers:
            if answer.get("key") is not None:
                _hold_one(answer, lines, first=keyed[answer["office"], answer["key"]])
    finally:
        store.close()


def _hold_one(answer: dict, lines: dict, *, first: int) -> None:
    """The entries of a command stand together, and a ticket is the one that was said."""
    entries = [lines[answer["office"], seq] for seq in range(first, answer["seq"] + 1)]
    assert [line.part for line in entries] == list(range(len(entries))) != []
    if answer["kind"] == "Take":
        assert (entries[0].kind, entries[0].visit) == ("taken", answer["visit"])
        assert json.loads(entries[0].body)["ticket"] == answer["ticket"]
