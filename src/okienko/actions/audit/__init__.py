"""Looking back: the journal page by page, and how the office stood at a moment of the past."""

from okienko.actions.audit.reading import Page, Wanted, day_bounds, page, rows_of
from okienko.actions.audit.was_open import Known, stood_at

__all__ = ["Known", "Page", "Wanted", "day_bounds", "page", "rows_of", "stood_at"]
