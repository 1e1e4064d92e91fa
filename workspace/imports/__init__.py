"""Reader: rounds and places from open data files."""
