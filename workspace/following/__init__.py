"""Who follows what, and what they have not seen yet."""
