"""Accounts and devices at the terminal."""
