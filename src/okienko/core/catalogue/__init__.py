"""The catalogue: what the office does for people, and how they find it."""
