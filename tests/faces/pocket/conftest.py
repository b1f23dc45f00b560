"""The same office as the kiosk's tests, seen by phones."""

from tests.faces.kiosk.conftest import office, sheets

__all__ = ["office", "sheets"]
