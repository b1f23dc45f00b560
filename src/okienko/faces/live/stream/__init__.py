"""Server-sent events: each change of a picture to every screen that shows it.

A change is encoded once and the same bytes are written to every listener; there
is no queue and no task for each. What a screen holds is always a picture that was
published; each message leads from one published picture to the next.
"""
