"""The derived tables as the journal store reads them, so that they can be held against the journal."""

from __future__ import annotations

from okienko.records.journal.columns import DAY, INT, MOMENT, TEXT, YES, Table

FINISHED_VISITS = Table("records_finishedvisit", (
    ("id", INT), ("office_id", INT), ("number", INT), ("day", DAY), ("ticket", TEXT), ("series", TEXT),
    ("service", TEXT), ("channel", TEXT), ("persons", INT), ("priority", YES), ("arrived_at", MOMENT),
    ("first_called_at", MOMENT), ("ended_at", MOMENT), ("end", TEXT), ("outcome", TEXT), ("matters", INT),
    ("steps", INT), ("first_wait_ms", INT), ("wait_ms", INT), ("way_ms", INT), ("service_ms", INT), ("away_ms", INT),
    ("promised_low", INT), ("promised_high", INT), ("seq", INT),
), key=("id",))
#: Steps by what they tell; their own number is the database's.
FINISHED_STEPS = Table("records_finishedstep", (
    ("office_id", INT), ("visit", INT), ("step", INT), ("day", DAY), ("service", TEXT), ("department", TEXT),
    ("desk", TEXT), ("call_class", TEXT), ("out_of_order", YES), ("ready_at", MOMENT), ("called_at", MOMENT),
    ("started_at", MOMENT), ("ended_at", MOMENT), ("calls", INT), ("wait_ms", INT), ("way_ms", INT),
    ("service_ms", INT), ("away_ms", INT), ("outcome", TEXT), ("ended_by", TEXT),
), key=("visit", "step"))
FINISHED_WISHES = Table("records_finishedwish", (
    ("id", INT), ("office_id", INT), ("number", INT), ("day", DAY), ("department", TEXT), ("service", TEXT),
    ("asked_by", TEXT), ("is_named", YES), ("asked_at", MOMENT), ("first_answered_at", MOMENT), ("dated_at", MOMENT),
    ("met_at", MOMENT), ("ended_at", MOMENT), ("end", TEXT), ("mode", TEXT), ("direct", YES), ("attempts", INT),
    ("deferrals", INT),
), key=("id",))
CURSORS = Table("records_followercursor", (
    ("follower", TEXT), ("office_id", INT), ("stream", TEXT), ("seq", INT),
), key=("follower", "stream"))
DERIVED = (FINISHED_VISITS, FINISHED_STEPS, FINISHED_WISHES, CURSORS)
