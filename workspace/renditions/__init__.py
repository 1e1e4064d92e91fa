"""Files that take their time to make, and wait for who asked for them."""
