"""Reception: whoever stands at the door gets a ticket, finds a lost one, and is helped."""
