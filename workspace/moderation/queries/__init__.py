"""The queue of those who moderate, and what it holds."""
