"""A copy of everything in one file, and putting it back."""
