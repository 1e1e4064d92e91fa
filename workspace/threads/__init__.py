"""Red threads: patterns through moments of several boards (N26)."""
