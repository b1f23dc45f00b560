"""A journal that does not follow from itself."""


class BrokenJournal(Exception):
    """An entry of the journal does not follow from those before it."""
