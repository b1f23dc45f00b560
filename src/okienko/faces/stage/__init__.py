"""The stage: the demonstration that `make start` opens, and the page of the letter's promises."""
