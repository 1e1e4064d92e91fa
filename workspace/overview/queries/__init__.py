"""What the overviews show: typed rows of the columns they need, never whole entities."""
