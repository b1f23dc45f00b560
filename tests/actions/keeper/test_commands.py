"""`okienko verify` and `okienko rebuild` at the terminal, on a real database."""

import asyncio
import os
import subprocess
import sys

from tests.actions.keeper.conftest import sql
from tests.actions.keeper.nodes import ROOT
from tests.actions.keeper.test_verify import days


def okienko(url: str, *words: str, folder) -> tuple[int, str]:
    environment = os.environ | {"DATABASE_URL": url, "OKIENKO_LANG": "en", "OKIENKO_VAR": str(folder),
                                "PYTHONPATH": str(ROOT / "src")}
    code = "import sys; from okienko.faces.console import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, env=environment)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def test_verify_and_rebuild_say_what_they_found_and_made(hall_url, tmp_path):
    asyncio.run(days(hall_url, seed=7, commands=60))
    code, text = okienko(hall_url, "verify", folder=tmp_path)
    assert code == 0 and text.startswith("0 faults in ")
    with sql(hall_url) as query:
        entries = query("SELECT count(*) FROM records_entry")[0][0]
        ended = query("SELECT count(*) FROM records_visitrow WHERE state IN ('finished', 'left', 'missed', 'expired')")
    assert okienko(hall_url, "rebuild", folder=tmp_path) == (0, f"Made anew from {entries} entries.\n")
    with sql(hall_url) as query:
        assert query("SELECT count(*) FROM records_finishedvisit") == ended
        query("UPDATE records_entry SET kind = 'left' WHERE office_id = 1 AND seq = 4")
    code, text = okienko(hall_url, "verify", "office-1", folder=tmp_path)
    assert code == 1 and "office-1  hall 4  the entry was changed" in text
    assert okienko(hall_url, "verify", "nowhere", folder=tmp_path) == (2, "")


def test_verify_counts_the_entries_of_every_stream_as_a_backup_does(hall_url, tmp_path):
    asyncio.run(days(hall_url, seed=7, commands=20))
    with sql(hall_url) as query:
        query("UPDATE records_entry SET stream = 'people' WHERE seq = (SELECT max(seq) FROM records_entry)")
        entries = query("SELECT count(*) FROM records_entry")[0][0]
    assert f" faults in {entries} entries of " in okienko(hall_url, "verify", folder=tmp_path)[1]
