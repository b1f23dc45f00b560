"""The demonstration put together: its command, and its process with the stage's player."""
