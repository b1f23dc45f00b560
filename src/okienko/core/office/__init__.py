"""The description of an office: what a city writes in its files."""
