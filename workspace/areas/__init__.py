"""Places: country, provinces, municipalities and their village cores."""
