"""Looking after an installation: backup, restore, upgrade, and what is wrong with it."""
