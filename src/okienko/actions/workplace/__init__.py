"""What people do at a desk and upstairs, and what they see there."""
