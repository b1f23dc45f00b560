"""Looking back: the journal page by page, whether it is whole, and how the office stood at a moment of the past."""

from okienko.actions.audit.checking import AlreadyChecking, Checked, TooLong, check_journal
from okienko.actions.audit.reading import Page, Wanted, body_of, page, rows_of, streams_of
from okienko.actions.audit.was_open import Known, stood_at

__all__ = ["AlreadyChecking", "Checked", "Known", "Page", "TooLong", "Wanted", "body_of", "check_journal", "page",
           "rows_of", "stood_at", "streams_of"]
