"""The cash desk: what is to be paid stands on the screen, and "paid" sends the client back ahead of the queue."""
