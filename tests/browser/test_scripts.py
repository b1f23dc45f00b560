"""The scripts of the pages that need no page, run by node where there is one."""

import shutil
import subprocess
from pathlib import Path

import pytest

import okienko.faces.board
import okienko.ui

HERE = Path(__file__).parent
SCRIPTS = {"ui": Path(okienko.ui.__file__).parent / "static" / "ui",
           "board": Path(okienko.faces.board.__file__).parent / "static" / "board"}


@pytest.fixture
def node():
    path = shutil.which("node")
    if not path:
        pytest.skip("no node: the scripts' own tests need one")
    return path


@pytest.mark.parametrize("name", sorted(path.name for path in (HERE / "js").glob("*.test.js")))
def test_a_script_holds_what_its_tests_say(name, node, tmp_path):
    for folder, scripts in SCRIPTS.items():
        shutil.copytree(scripts, tmp_path / folder)
    shutil.copytree(HERE / "js", tmp_path / "js")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    done = subprocess.run(
        [node, "--test", str(tmp_path / "js" / name)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 0" not in done.stdout
