"""What clients leave for a conversation with an officer beside what the journal keeps."""

from okienko.actions.contact.numbers import leave_number, numbers_of

__all__ = ["leave_number", "numbers_of"]
