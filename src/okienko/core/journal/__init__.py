"""The journal: what a line of it is, and how each holds the one before."""
