"""The handover file in words, and its tables."""
