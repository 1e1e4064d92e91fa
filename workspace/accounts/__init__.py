"""People: signing up and in, their account."""
