"""Adding what was read from a file; never twice."""
