"""The hall: one live day of an office."""
