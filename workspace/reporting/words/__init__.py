"""What reports say, in blocks of a document."""
