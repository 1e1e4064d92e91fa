"""The routes of learning and accounting: an act of `rights.ACTS`, its endpoints, whether it hides (404)."""

LEARNING: tuple[tuple[str, str, bool], ...] = ()
