"""No room for a backup: it is said, nothing is left behind, and the database has not noticed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from okienko.records.journal.stores import open_store

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("most", [0, 200, 2000])
def test_a_full_disk_leaves_no_half_backup(hall_url, tmp_path, most):
    folder = tmp_path / "backups"
    folder.mkdir()
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "OKIENKO_VAR": str(tmp_path / "var"),
                                "DJANGO_SETTINGS_MODULE": "okienko.config.settings", "OKIENKO_SECRET": "x" * 40}
    done = subprocess.run(
        [sys.executable, "-m", "tests.actions.upkeep.full_disk", hall_url, str(folder / "a.zip"), str(most)],
        env=environment, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout[:7]) == (3, "OSError"), done.stderr
    assert list(folder.iterdir()) == []
    store = open_store(hall_url)
    assert len(store.offices()) > 1
    store.close()
