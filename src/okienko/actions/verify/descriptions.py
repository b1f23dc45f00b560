"""Are the revisions of an office's description those that were applied? A revision is never changed nor taken away."""

from __future__ import annotations

from collections.abc import Iterator

from okienko.actions.verify.finding import Fault, fault
from okienko.links.files import content_hash
from okienko.records.journal import JournalStore


def description_faults(store: JournalStore, office: int) -> Iterator[Fault]:
    """Revisions whose files are not those of their hash, and numbers that are missing."""
    before = 0
    for number, applied, files in store.descriptions(office):
        if number != before + 1:
            yield fault("description_missing", first=before + 1, last=number - 1)
        if content_hash(files) != applied:
            yield fault("description_changed", number=number)
        before = number
