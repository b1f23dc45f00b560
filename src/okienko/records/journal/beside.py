"""Tables beside the journal as the journal store reads them, so that the journal can be held against them."""

from __future__ import annotations

from okienko.records.journal.columns import BYTES, INT, JSON, MOMENT, TEXT, YES, Table

HEADS = Table("records_streamhead", (("office_id", INT), ("stream", TEXT), ("seq", INT), ("hash", BYTES)),
              key=("stream",))
REVISIONS = Table("records_officerevision", (("office_id", INT), ("number", INT), ("content_hash", TEXT)),
                  key=("number",))
#: Ways in, which name their office by its slug.
ACCOUNTS = Table("records_account", (("id", INT), ("version", INT), ("is_active", YES), ("roles", JSON)), key=("id",))
DEVICES = Table("records_device", (("id", INT), ("version", INT), ("kind", TEXT), ("enrolled_at", MOMENT),
                                   ("revoked_at", MOMENT)), key=("id",))
BESIDE = (HEADS, REVISIONS, ACCOUNTS, DEVICES)
