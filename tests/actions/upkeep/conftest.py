"""Databases with the tables of an installation and offices in them, of each kind."""

import pytest

from okienko.faces.console.upkeep.wording import WORDING
from tests.actions.keeper.conftest import _postgres_hall as _postgres_hall
from tests.actions.keeper.conftest import _sqlite_template as _sqlite_template
from tests.actions.keeper.conftest import hall_url as hall_url
from tests.actions.keeper.conftest import postgres_hall as postgres_hall
from tests.actions.keeper.conftest import sqlite_hall as sqlite_hall


@pytest.fixture(autouse=True)
def _databases(django_db_blocker):
    """These tests name their databases themselves; the settings' one is not touched."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def empty_like(hall_url, tmp_path, request):
    """The URL of an empty database of the same kind."""
    if hall_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'other' / 'okienko.sqlite3'}"
    return request.getfixturevalue("new_postgres")()


def codes(findings) -> set[str]:
    """The codes of findings; each can be said, with the parameters that it has."""
    found = list(findings)
    for finding in found:
        for sentence in WORDING[finding.code]:
            assert "{" not in sentence.format(**finding.params)
    return {finding.code for finding in found}
