"""What is stored: models, constraints and the journal store."""
