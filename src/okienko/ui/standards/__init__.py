"""Standards and their readings in words: the same on the manager's page and on the public one."""

from okienko.ui.standards.rows import departments_rows, standards_rows
from okienko.ui.standards.words import minutes_words

__all__ = ["departments_rows", "minutes_words", "standards_rows"]
