"""Boards as a person may see them, and the facts that a person's rights follow from."""
