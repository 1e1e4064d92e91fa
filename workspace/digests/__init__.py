"""What somebody follows, by mail: when they want it, and never twice."""
