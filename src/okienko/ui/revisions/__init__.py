"""What the revisions of a description changed, in words for a page."""
