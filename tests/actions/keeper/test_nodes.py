"""Nodes that are killed, and two nodes that serve the same halls at once."""

import random

import pytest

from tests.actions.keeper.nodes import Node, hold


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(hall_url):
    answers = []
    for kill in range(3):
        node = Node(hall_url, seed=kill, commands="endless")
        answers += node.kill_after(answers=random.randint(20, 150), seconds=random.uniform(0, 0.05))
        hold(hall_url, answers)
    assert sum(answer.get("key") is not None for answer in answers) > 30


@pytest.mark.slow
@pytest.mark.postgres
def test_two_nodes_serve_the_same_halls_and_one_is_killed(postgres_hall):
    """A thousand plausible commands of two processes on one database; the race on the seq decides."""
    one, two = (Node(postgres_hall, seed=seed, commands=number) for seed, number in ((11, 700), (12, "endless")))
    answers = two.kill_after(answers=300, seconds=0.02)
    said, errors = one.finish(seconds=120)
    assert errors == ""
    answers += said
    assert answers[-1]["done"] >= 700
    hold(postgres_hall, answers)
    by_node = {answer["key"].split("-")[0] for answer in answers if answer.get("key")}
    assert by_node == {"11", "12"}
