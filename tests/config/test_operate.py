"""What docs/operate gives to a city's machines holds: the unit, the command, the rotation of the log."""

import logging.config
import re

from okienko.config import settings
from okienko.faces.console import COMMANDS
from tests.house.checkout import ROOT

OPERATE = ROOT / "docs" / "operate"
SETTINGS = (ROOT / "src/okienko/config/settings.py").read_text()
#: Settings of the server and of Python, which are not ours.
FOREIGN = {"FORWARDED_ALLOW_IPS", "DATABASE_URL", "OKIENKO_LANG"}


def test_every_setting_that_the_documents_name_is_one():
    known = {f"OKIENKO_{name}" for name in re.findall(r'_(?:env|flag|list|number)\("(\w+)"', SETTINGS)} | FOREIGN
    for path in OPERATE.iterdir():
        named = set(re.findall(r"\bOKIENKO_[A-Z_]+\b", path.read_text())) - {"OKIENKO_MAIL"}
        assert named - known == set(), path.name


def test_every_command_that_the_documents_name_is_one():
    for path in OPERATE.glob("*.md"):
        named = set(re.findall(r"^    okienko (?:--env \S+ )?([a-z][a-z-]*)", path.read_text(), re.MULTILINE))
        named |= set(re.findall(r"`okienko (?:--env \S+ )?([a-z][a-z-]*)", path.read_text()))
        assert named - set(COMMANDS) == set(), path.name


def test_a_log_that_was_rotated_is_opened_anew(tmp_path):
    """As logrotate does it: renamed, and an empty file in its place."""
    path = tmp_path / "okienko.log"
    given = {"class": "logging.handlers.WatchedFileHandler", "filename": str(path), "formatter": "line"}
    before = logging.getLogger().handlers[:], logging.getLogger().level
    try:
        logging.config.dictConfig({**settings.LOGGING, "handlers": {"out": given}})
        logging.getLogger("okienko.test").warning("first")
        path.rename(tmp_path / "okienko.log.1")
        path.touch(0o640)
        logging.getLogger("okienko.test").warning("second")
        assert "first" in (tmp_path / "okienko.log.1").read_text()
        assert "second" in path.read_text() and "first" not in path.read_text()
    finally:
        for handler in logging.getLogger().handlers:
            handler.close()
        logging.getLogger().handlers[:], level = before
        logging.getLogger().setLevel(level)
