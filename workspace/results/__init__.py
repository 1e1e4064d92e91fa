"""What came of an initiative in numbers, and what people think of its news (N15)."""
