"""What `okienko verify` may find wrong: a code, the sentence for people, and what to do; the faces translate both."""

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
    "ticket_twice": "ticket {ticket} of visit {visit} had been given before on the same day",
    "needs_kept": "the needs of {ticket} were kept beyond the end of the visit",
    "ground_kept": "the ground on which {ticket} went first was kept beyond the end of the visit",
    "row_missing": "the row of {row} {key} is missing",
    "row_alone": "the row of {row} {key} follows from no entry",
    "row_differs": "the row of {row} {key} says {column} = {stored}, the journal {expected}",
    "journal_gone": "the whole journal is gone, but rows that were made from it are there",
    "journal_short": "the journal ends at entry {last}, but the row of {row} {key} knows of entry {seq}",
    "head_missing": "the stream ends at entry {last}, but nothing is kept of where it stands",
    "head_beyond": "the stream ends at entry {last}, but entry {seq} was written",
    "head_behind": "the stream ends at entry {last}, but what is kept of it knows only entry {seq}: an older table",
    "head_differs": "entry {seq} is not the one that was written",
    "way_in_alone": "there is an {row} {key} that no entry gave",
    "way_in_gone": "the {row} {key} that an entry gave is gone",
    "way_in_differs": "the {row} {key} says {column} = {stored}, the journal {expected}: an older table, or changed",
    "revision_gone": "the entry names the description {revision}, which is not kept",
    "day_unknown": "there are rows of {row} of {day}, a day that the journal does not have",
    "description_missing": "revisions {first} to {last} of the description are missing",
    "description_changed": "revision {number} of the description was changed after it was applied",
    "office_gone": "the office with the number {number} is gone, but {count} of its rows are in {table}",
    "derived_missing": "the derived row of {row} {key} is missing",
    "derived_alone": "the derived row of {row} {key} follows from no entry that its follower has read",
    "derived_differs": "the derived row of {row} {key} says {column} = {stored}, the journal {expected}",
    "derived_day": "there are derived rows of {row} of {day}, a day that their follower has not read",
    "cursor_beyond": "the follower {follower} has read up to {seq}, but the journal ends at {last}",
    "cursor_behind": "the follower {follower} has read only up to {seq} of {last}, not even to the last day",
    "never_still": "the office was at work at each of {looks} looks: the rows of its last day were not compared",
}

_RESTORE: Final = (
    "Somebody wrote into the database beside the program. Copy the database as it is for whoever looks into it, then "
    "bring back the newest backup in which verify finds nothing: okienko restore."
)
_REBUILD: Final = "Make anew what is derived from the journal: okienko rebuild {office}"
MENDS: Final[dict[str, str]] = dict.fromkeys(SENTENCES, _RESTORE) | {
    "derived_missing": _REBUILD,
    "derived_alone": _REBUILD,
    "derived_differs": _REBUILD,
    "derived_day": _REBUILD,
    "cursor_beyond": _REBUILD,
    "never_still": "Run okienko verify again at a calmer moment.",
    "cursor_behind": "Start the server, it catches up by itself; if it does not, run: okienko rebuild {office}",
}
