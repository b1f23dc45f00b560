"""When the office is open: hours, exceptions, holidays."""
