"""The rules of the office: pure Python, no Django, no clock, no input or output."""
