"""What a work screen at a desk shows, shared by the desk and the cash desk: from plain rows to words."""
