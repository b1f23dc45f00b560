"""Nodes in processes of their own: started, killed, and held to what they acknowledged."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from okienko.actions.verify import verify
from okienko.records.journal import open_store

ROOT = Path(__file__).parents[3]


def start_node(url: str, *, seed: int, commands: int | str) -> subprocess.Popen:
    """A node at work; its answers come on its output, one JSON object a line."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.Popen([sys.executable, "-m", "tests.actions.keeper.node", url, str(seed), str(commands)],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def kill_after_answers(node: subprocess.Popen, *, answers: int, seconds: float) -> list[dict]:
    """Wait for so many answers and a moment more, kill the node hard, and give all that it had acknowledged."""
    lines = [node.stdout.readline() for _ in range(answers)]
    time.sleep(seconds)
    node.send_signal(signal.SIGKILL)
    rest, errors = node.communicate(timeout=20)
    assert node.returncode == -signal.SIGKILL, errors
    return said("".join(lines) + rest)


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
                first = keyed[answer["office"], answer["key"]]
                assert first <= answer["seq"]
                entries = [lines[answer["office"], seq] for seq in range(first, answer["seq"] + 1)]
                assert [line.part for line in entries] == list(range(len(entries)))
                if answer["kind"] == "Take":
                    assert (entries[0].kind, entries[0].visit) == ("taken", answer["visit"])
                    assert json.loads(entries[0].body)["ticket"] == answer["ticket"]
    finally:
        store.close()
