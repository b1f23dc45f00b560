"""The components are drawn by the smallest Django, in which an undefined variable shows itself."""

import pytest
from django.test import override_settings
from django.utils import translation

from tests.faces.ui.ui_settings import SETTINGS


@pytest.fixture(autouse=True)
def smallest_django():
    with override_settings(**SETTINGS), translation.override("en"):
        yield
