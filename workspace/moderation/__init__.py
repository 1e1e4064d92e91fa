"""Keeping the talk decent: reports, one queue, and a reason to whom it concerns."""
