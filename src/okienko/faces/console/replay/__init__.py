"""`okienko replay`: one past day of a real queue log, played through a running server."""
