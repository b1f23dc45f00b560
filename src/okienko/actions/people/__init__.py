"""What is done with accounts and devices, and who asks."""
