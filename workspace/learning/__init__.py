"""Learning moments: what people went through, told by those who were there (N25)."""
