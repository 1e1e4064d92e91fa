"""Loslaten of sturen: where partners stand between letting go and steering, and whether they can (N11)."""
