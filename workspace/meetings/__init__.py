"""Meetings of a working group or of the partners, and what was decided there."""
