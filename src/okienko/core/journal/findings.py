"""What `okienko verify` may find wrong: a code, and the sentence for people that the faces translate."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "missing": "entries {first} to {last} are missing",
    "changed": "the entry was changed, or does not follow the one before (its hash does not fit)",
    "older": "the entry is older than the one before",
    "no_fold": "the entry does not follow from those before ({error})",
    "desk_not_free": "desk {desk} called visit {visit} while it was not free",
    "visit_number": "visit {visit} was numbered after {after}",
    "ticket_number": "ticket {ticket} of series {series} was given after {after}",
    "needs_kept": "the needs of {ticket} were kept beyond the end of the day",
    "row_missing": "the row of {row} {key} is missing",
    "row_alone": "the row of {row} {key} follows from no entry",
    "row_differs": "the row of {row} {key} says {column} = {stored}, the journal {expected}",
}
