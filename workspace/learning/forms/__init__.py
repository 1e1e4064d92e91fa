"""What is asked about a moment."""
