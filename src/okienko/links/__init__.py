"""The outside: clock, files, printers, mail; each port has a fake and a demonstration."""
