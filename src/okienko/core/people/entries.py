"""What may happen to accounts and devices: the closed list of entry kinds of their stream.

An entry names accounts and devices by their numbers, never a person by name.
"""

from __future__ import annotations

STREAM = "people"
ACCOUNT_GIVEN = "account_given"
ACCOUNT_CHANGED = "account_changed"
PASSWORD_SET = "password_set"
DEVICE_ADDED = "device_added"
CODE_MADE = "code_made"
DEVICE_LET_IN = "device_let_in"
DEVICE_REVOKED = "device_revoked"
KINDS = frozenset({ACCOUNT_GIVEN, ACCOUNT_CHANGED, PASSWORD_SET,
                   DEVICE_ADDED, CODE_MADE, DEVICE_LET_IN, DEVICE_REVOKED})
