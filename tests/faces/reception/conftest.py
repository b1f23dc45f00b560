"""The same office as the kiosk's tests, with somebody at reception."""

import pytest

from tests.faces.kiosk.conftest import office, sheets

__all__ = ["office", "sheets"]


@pytest.fixture
def reception(office):
    with office.client("reception") as client:
        yield client
