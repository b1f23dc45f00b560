"""A past day of a real queue log, read, judged and made into a schedule of commands for the hall."""
