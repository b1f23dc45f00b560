"""What may be said in a hall besides names: closed lists, so that nothing about anybody gets into the journal.

The journal is never erased, and whatever can be typed will once be a name or an illness. So why somebody is called
out of order, where a client goes and comes back from, and what a client waits aside for are chosen from a list:
from these, or from those that the office's files give instead.
"""

from typing import Final

CALL_REASONS: Final = ("health", "sent_back", "document_only", "agreed_time")
AWAY_PLACES: Final = ("photographer", "bank", "copies", "upstairs")
ASIDE_EVENTS: Final = ("form_filled", "documents_brought", "companion_comes")
