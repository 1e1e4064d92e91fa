"""Reader: checks an installation and says what to do."""
