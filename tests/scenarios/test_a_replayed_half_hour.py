"""A real half hour of an office, thinned to two queues, goes through a server of its own over HTTP."""

import csv
import json

import pytest

from okienko.faces.console import COMMANDS, main
from tests.core.replay.days import OFFICE, rows

CASH = [(2, "K001"), (4, "K003"), (1, "K007"), (3, "K007"), (2, "K010"), (0, "K012"), (1, "K013")]
IDENTITY = [(6, "A009"), (7, "A009"), (5, ""), (6, ""), (8, "A014"), (4, "A903"), (1, "A016")]


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    found = [*rows(*CASH, queue="7", letter="K", name="Kasy", desks=2),
             *rows(*IDENTITY, queue="8", letter="A", name="Dowody osobiste", desks=3)]
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(found[0]))
        writer.writeheader()
        writer.writerows(found)
    return path


@pytest.mark.slow
def test_a_half_hour_is_played_through_a_real_server_and_every_difference_is_explained(log, capsys):
    if not {"serve", "upgrade"} <= set(COMMANDS):
        pytest.skip("okienko serve, which is not built yet")
    assert main(["replay", str(log), "--office", OFFICE, "--day", "2020-01-13", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    cash, identity = said["queues"]
    assert said["refusals"] == []
    assert said["samples"]["equal"] == said["samples"]["compared"] == 12
    assert (cash["taken"], cash["called"], cash["left"], cash["waiting"]) == (13, 12, 0, 1)
    assert identity["explained"]
    assert identity["taken"] == identity["called"] + identity["left"] + identity["waiting"]
    assert identity["log_called_most"] is None
