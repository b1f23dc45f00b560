"""The journal: what an entry is and how entries are chained."""
