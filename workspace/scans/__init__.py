"""The borgingsscan: eight plain questions, answered by several people, and what follows."""
