"""Okienko runs a public customer-service office from door to decision."""
