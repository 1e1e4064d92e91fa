"""How long texts about moments may be."""

QUOTE_LENGTH = 2000  # characters
REFLECTION_LENGTH = 3000
