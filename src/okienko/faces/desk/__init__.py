"""The desk: a clerk chooses one, calls, serves, sends on, and asks the officer; one key for each."""
