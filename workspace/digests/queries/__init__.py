"""Finding what people chose about mail, who is due for it, and what it tells."""
