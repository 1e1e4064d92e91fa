"""Anchoring: whether an initiative goes on without the programme."""
