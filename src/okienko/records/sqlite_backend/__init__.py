"""Django's SQLite, with the process's write gate before it."""
