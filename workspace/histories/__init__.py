"""The learning history of a phase: moments in chapters, ending in questions for the next (N25)."""
