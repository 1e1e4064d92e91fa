"""Reading moments, what people make of them, and what became of consent."""
