"""Making learning histories: words, chapters, order, questions, and showing them."""
