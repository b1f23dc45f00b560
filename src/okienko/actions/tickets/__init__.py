"""Tickets given at a kiosk or at reception, and the visits that they belong to."""

from okienko.actions.tickets.finding import find_visits
from okienko.actions.tickets.giving import Given, code_of, give_ticket, held, visit_numbered, visit_of

__all__ = ["Given", "code_of", "find_visits", "give_ticket", "held", "visit_numbered", "visit_of"]
