"""Reports, drawn from facts."""
