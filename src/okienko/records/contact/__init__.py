"""What a client leaves beside the journal for one conversation."""
