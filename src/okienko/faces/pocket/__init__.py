"""The phone page: one ticket in the hand of its holder; the state of the hall; a ticket taken on the phone."""
