"""Customer-service standards: measure, quantile, target."""
