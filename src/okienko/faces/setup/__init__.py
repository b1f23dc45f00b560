"""Setup: signing in, the own account, the people and the devices of an office."""
