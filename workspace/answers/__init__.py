"""Answering in time: official answers, more time, and what waits (N13)."""
