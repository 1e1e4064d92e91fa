"""What people do with a board and its working group."""
