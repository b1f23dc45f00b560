"""The stage: a played day of an office, with clients, clerks and officers who behave as planned."""
