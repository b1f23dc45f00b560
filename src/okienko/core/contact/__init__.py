"""The guarantee: whoever wishes to meet the officer meets the officer."""
