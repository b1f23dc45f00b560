"""The door under rules of limited contact: how many may be inside, and who comes in next."""
