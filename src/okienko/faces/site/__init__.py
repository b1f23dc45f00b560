"""The public pages of an office: is it open, what to bring, where to go, how it keeps its word."""
