"""What is stored: one Django application, and the journal store that knows no Django."""
