"""What clients are told of their wait, and when it can be told."""
