"""Fifty kills on each database: `pytest tests/load/test_kills.py -m load`."""

import random

import pytest

from tests.actions.keeper.conftest import _postgres_hall as _postgres_hall
from tests.actions.keeper.conftest import _sqlite_template as _sqlite_template
from tests.actions.keeper.conftest import hall_url as hall_url
from tests.actions.keeper.conftest import postgres_hall as postgres_hall
from tests.actions.keeper.conftest import sqlite_hall as sqlite_hall
from tests.actions.keeper.nodes import Node, hold

KILLS = 50


@pytest.mark.load
def test_fifty_kills_lose_nothing_that_was_acknowledged(hall_url):
    answers = []
    for kill in range(KILLS):
        node = Node(hall_url, seed=1000 + kill, commands="endless")
        answers += node.kill_after(answers=random.randint(1, 200), seconds=random.uniform(0, 0.1))
        hold(hall_url, answers)
    assert len({answer["key"] for answer in answers if answer.get("key")}) > KILLS
