"""The log: a rotated file is opened anew, each line has its moment in UTC, and none tells of a person."""

import json
import logging
import logging.config
import os
import subprocess
import sys
from pathlib import Path

import pytest

from okienko.config.log import JsonLines, Lines, discreet

ROOT = Path(__file__).parents[2]


def record(message: str, *, error: Exception | None = None) -> logging.LogRecord:
    found = logging.LogRecord("okienko.test", logging.WARNING, __file__, 1, message, (), None)
    found.created = 1_774_000_000.25
    if error is not None:
        try:
            raise error
        except Exception:
            found.exc_info = sys.exc_info()
    return found


@pytest.mark.parametrize(("text", "said"), [
    ("Key is taken\nDETAIL:  Key (email)=(jan@example.org) already exists.\nSTATEMENT", "Key is taken\nSTATEMENT"),
    ("mail to jan.kowalski@urzad.example failed", "mail to … failed"),
    ("Not Found: /legnica/t/k3vPq0/leave/", "Not Found: /legnica/t/…/leave/"),
    ('"GET /live/legnica/ticket/k3vPq0?x=1" 404', '"GET /live/legnica/ticket/…?x=1" 404'),
    ("/account/password/reset/key/3-abc/", "/account/password/reset/key/…/"),
    ("printer door: unreachable (/dev/usb/lp0)", "printer door: unreachable (/dev/usb/lp0)"),
])
def test_what_may_tell_of_a_person_is_cut(text, said):
    assert discreet(text) == said


def test_a_line_begins_with_its_moment_in_utc():
    assert Lines().format(record("all is well")) == (
        "2026-03-20T09:46:40.250+00:00 WARNING okienko.test: all is well")


def test_a_line_can_be_json_with_its_error():
    told = json.loads(JsonLines().format(record("it failed", error=ValueError("of a@b.pl"))))
    assert told | {"error": ""} == {"at": "2026-03-20T09:46:40.250+00:00", "level": "WARNING",
                                    "logger": "okienko.test", "message": "it failed", "error": ""}
    assert told["error"].endswith("ValueError: of …")


PROGRAM = """
import logging, logging.config, pathlib, sys
from okienko.config import settings
logging.config.dictConfig(settings.LOGGING)
file = pathlib.Path(sys.argv[1])
logging.getLogger("okienko").warning("before")
file.rename(file.with_suffix(".log.1"))
logging.getLogger("okienko").warning("after")
logging.getLogger("django.request").warning("Not Found: /x/t/secret/")
"""


@pytest.mark.parametrize("is_json", ["0", "1"])
def test_a_rotated_file_is_opened_anew(tmp_path, is_json):
    file = tmp_path / "okienko.log"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "OKIENKO_VAR": str(tmp_path),
                                "OKIENKO_LOG_FILE": str(file), "OKIENKO_LOG_JSON": is_json}
    subprocess.run([sys.executable, "-c", PROGRAM, str(file)], env=environment, check=True)
    (before,), (after,) = (path.read_text().splitlines() for path in (tmp_path / "okienko.log.1", file))
    assert "before" in before
    assert "after" in after
    assert before.startswith("{") == (is_json == "1")
