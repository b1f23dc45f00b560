"""Conversations with officers: the dates that can be agreed, and what clients leave beside the journal."""

from okienko.actions.contact.dates import Dates, dates_offered
from okienko.actions.contact.numbers import leave_number, numbers_of

__all__ = ["Dates", "dates_offered", "leave_number", "numbers_of"]
