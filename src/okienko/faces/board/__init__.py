"""The board: who is called where, how long others wait; and the voice that says it."""
