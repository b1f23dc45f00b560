"""The department: who in the hall wishes to talk to us, and how we answer. No answer refuses."""
