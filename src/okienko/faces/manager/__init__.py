"""The manager: the floors with all that happens on them, the day, the regime, standards, revisions."""
