"""Organisations, and who belongs where."""
