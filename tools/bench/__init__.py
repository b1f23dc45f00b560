"""`make bench`: one table of ratios. Each row has two sides, measured in turn in the same run."""
