"""What builds, checks and measures the house; none of it is part of the running program."""
