"""Commands about the description of an office: init, check, plan, apply, export."""
