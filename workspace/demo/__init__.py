"""Reader: the demonstration programmes."""
