"""Reading files that others made. Each is refused as a whole when anything in it is wrong."""
