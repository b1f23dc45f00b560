"""The kiosk: a ticket in three touches, for everybody, and what to do when there is none."""
