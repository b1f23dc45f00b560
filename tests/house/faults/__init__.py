"""The list of the faults that are put into the rules on purpose, each with the test that must notice it."""

from collections.abc import Callable

#: Each fault by its name, and the test that must notice it.
MUTATIONS: dict[str, Callable[[], None]] = {}
NOTICED_BY: dict[str, str] = {}


def noticed_by(test: str):
    """The test of the core that goes red when this fault is in the rules."""

    def named(fault):
        MUTATIONS[fault.__name__] = fault
        NOTICED_BY[fault.__name__] = f"tests/core/{test}"
        return fault

    return named
